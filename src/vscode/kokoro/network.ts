import * as vscode from 'vscode';
import type { InstallRequest } from '../../studio/modelProtocol';
import { setting } from '../settings';

/** How the network is reached: StoryFlow's mirror, and VS Code's own proxy. The environment's is found by the studio. */
export function networkSettings(): Pick<InstallRequest, 'mirror' | 'proxy' | 'noProxy'> {
  const mirror = setting('models.mirror').trim();
  const http = vscode.workspace.getConfiguration('http');
  const isOff = http.get('proxySupport') === 'off';
  const proxy: unknown = isOff ? undefined : http.get('proxy');
  const noProxy: unknown = http.get('noProxy');
  return {
    ...(mirror === '' ? {} : { mirror }),
    ...(typeof proxy === 'string' && proxy.trim() !== '' ? { proxy: proxy.trim() } : {}),
    ...(Array.isArray(noProxy) ? { noProxy: noProxy.filter((host) => typeof host === 'string') } : {}),
  };
}

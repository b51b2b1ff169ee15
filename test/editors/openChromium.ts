import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { findChromium } from './findChromium';

/** A Chromium that fetches nothing for itself and plays sound without being asked. */
export async function openChromium(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: await findChromium(),
    ...options,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
}

import * as vscode from 'vscode';
import { megabytes } from '../../core/megabytes';
import type { ModelsView } from '../../studio/modelProtocol';
import type { Wish } from './fetchKokoro';

export type ModelChoice = Wish | 'importFile' | 'importFolder';

interface Item extends vscode.QuickPickItem {
  readonly choice?: ModelChoice | 'voices';
}

/** Asks which form of the model is wanted, or which files the writer has. Undefined when that was left. */
export async function chooseModel(models: ModelsView): Promise<ModelChoice | undefined> {
  const item = await vscode.window.showQuickPick(itemsOf(models), {
    title: vscode.l10n.t('Get Kokoro'),
    placeHolder: vscode.l10n.t('The first one is right for most computers'),
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return item?.choice === 'voices' ? chooseVoices(models) : item?.choice;
}

function itemsOf({ variants, model, missingVoices }: ModelsView): Item[] {
  const separator = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    separator(vscode.l10n.t('Download')),
    ...variants.map(({ name, about, bytes, isThere }): Item => ({
      label: name,
      description: isThere ? vscode.l10n.t('{0}, is here', megabytes(bytes)) : megabytes(bytes),
      detail: about,
      choice: { variant: name },
    })),
    ...(model === undefined || missingVoices.length === 0
      ? []
      : [{ label: vscode.l10n.t('More Voices...'), description: '0.5 MB', choice: 'voices' as const }]),
    separator(vscode.l10n.t('Files that you have')),
    { label: vscode.l10n.t('Choose File...'), choice: 'importFile' },
    { label: vscode.l10n.t('Choose Folder...'), choice: 'importFolder' },
  ];
}

async function chooseVoices({ missingVoices }: ModelsView): Promise<Wish | undefined> {
  const voices = await vscode.window.showQuickPick(missingVoices, {
    title: vscode.l10n.t('Voices to Download'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return voices && voices.length > 0 ? { voices } : undefined;
}

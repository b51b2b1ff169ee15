import * as vscode from 'vscode';
import type { ImageSource } from '../../core/store/imageFiles';

/** Extensions of the pictures that can be attached, without the dot; what a file holds is looked at when it is attached. */
export const IMAGE_EXTENSIONS = ['jpg', 'jpeg', 'png', 'webp'];

const IMAGE_NAME = new RegExp(String.raw`\.(?:${IMAGE_EXTENSIONS.join('|')})$`, 'iu');

/** Kinds of data that may be, or name, a picture. */
export const IMAGE_MIME_TYPES = ['files', 'image/png', 'image/jpeg', 'image/webp', 'text/uri-list'];

/**
 * The one picture that is dropped or pasted: of a file on this machine its path, else its name and bytes. Undefined
 * where there is none, or more than one.
 */
export async function transferredImage(data: vscode.DataTransfer): Promise<ImageSource | undefined> {
  const paths = await imagePaths(data);
  if (paths.length > 0) return paths.length === 1 ? paths[0] : undefined;
  const files = [...data].flatMap(([, item]) => item.asFile() ?? []);
  const images = files.filter(({ name }) => IMAGE_NAME.test(name));
  const [file] = images;
  if (!file || images.length > 1) return undefined;
  if (file.uri?.scheme === 'file') return file.uri.fsPath;
  return { name: file.name, bytes: await file.data() };
}

async function imagePaths(data: vscode.DataTransfer): Promise<string[]> {
  const list = (await data.get('text/uri-list')?.asString()) ?? '';
  const uris = list.split(/\r?\n/u).filter((line) => line !== '' && !line.startsWith('#'));
  return uris
    .map((uri) => vscode.Uri.parse(uri))
    .filter(({ scheme, path }) => scheme === 'file' && IMAGE_NAME.test(path))
    .map(({ fsPath }) => fsPath);
}

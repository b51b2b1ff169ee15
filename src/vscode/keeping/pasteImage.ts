import * as vscode from 'vscode';
import { registerForStories } from '../editor/forStories';
import type { StoryFlow } from '../storyFlow';
import { attachImage } from './attachImage';
import { IMAGE_MIME_TYPES, transferredImage } from './transferredImage';
import type { ImageSource } from '../../core/store/imageFiles';

/** What the setting `editor.pasteAs.preferences` calls this way of pasting. */
const KIND = vscode.DocumentDropOrPasteEditKind.Empty.append('storyflow', 'segmentImage');

/** An ordinary Markdown image, or a path, is what is meant at first; this is the other choice. */
const YIELD_TO = [
  vscode.DocumentDropOrPasteEditKind.Empty.append('markdown', 'link'),
  vscode.DocumentDropOrPasteEditKind.Empty.append('uri'),
  vscode.DocumentDropOrPasteEditKind.Text,
];

/** Where the picture is to go, for the moment when this edit is the one that is chosen. */
interface Attachment {
  readonly at: { readonly uri: vscode.Uri; readonly line: number };
  readonly image: ImageSource;
}
class AttachByPaste extends vscode.DocumentPasteEdit {
  constructor(
    text: string,
    readonly attachment: Attachment,
  ) {
    super(text, title(), KIND);
    this.yieldTo = YIELD_TO;
  }
}
class AttachByDrop extends vscode.DocumentDropEdit {
  override yieldTo = YIELD_TO;
  constructor(readonly attachment: Attachment) {
    super('', title(), KIND);
  }
}

/** Offers for a picture that is pasted or dropped into a story to attach it to the segment there. */
export function registerPasteImage(app: StoryFlow): vscode.Disposable {
  const attachmentAt = async (uri: vscode.Uri, { line }: vscode.Position, data: vscode.DataTransfer) => {
    const image = vscode.workspace.isTrusted ? await transferredImage(data) : undefined;
    return image === undefined ? undefined : { at: { uri, line }, image };
  };
  // It is asked to complete the edit only when that was chosen, and the text must not wait for the picture.
  const attach = ({ at, image }: Attachment) => void attachImage(app, [at], () => Promise.resolve(image));

  const pasting: vscode.DocumentPasteEditProvider<AttachByPaste> = {
    async provideDocumentPasteEdits(document, [range, ...others], data) {
      if (!range || others.length > 0) return undefined;
      const attachment = await attachmentAt(document.uri, range.start, data);
      // What is selected stays: pasting replaces it by itself.
      return attachment && [new AttachByPaste(document.getText(range), attachment)];
    },
    resolveDocumentPasteEdit(edit) {
      attach(edit.attachment);
      return edit;
    },
  };
  const dropping: vscode.DocumentDropEditProvider<AttachByDrop> = {
    async provideDocumentDropEdits(document, position, data) {
      const attachment = await attachmentAt(document.uri, position, data);
      return attachment && [new AttachByDrop(attachment)];
    },
    resolveDocumentDropEdit(edit) {
      attach(edit.attachment);
      return edit;
    },
  };
  return registerForStories((selector) =>
    vscode.Disposable.from(
      vscode.languages.registerDocumentPasteEditProvider(selector, pasting, {
        providedPasteEditKinds: [KIND],
        pasteMimeTypes: IMAGE_MIME_TYPES,
      }),
      vscode.languages.registerDocumentDropEditProvider(selector, dropping, {
        providedDropEditKinds: [KIND],
        dropMimeTypes: IMAGE_MIME_TYPES,
      }),
    ),
  );
}

function title(): string {
  return vscode.l10n.t('Attach as the Segment’s Image');
}

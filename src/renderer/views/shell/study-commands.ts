/** Opens the pages of the studies and the paths screen. */
import { STUDIES } from '../../../shared/studies/studies.ts';
import { STUDY_NAMES } from '../../../shared/studies/study.ts';
import type { IconName } from '../../parts/icon-shapes.ts';
import { openExample } from '../../state/example.ts';
import { type Page, session } from '../../state/session.svelte.ts';

const opens = (id: string, title: string, icon: IconName, page: Page) => ({
  id: `study.${id}`,
  title,
  group: 'Studies' as const,
  icon,
  keys: [] as readonly string[],
  run: () => {
    session.page = page;
  },
});

export const studyCommands = [
  {
    id: 'study.example',
    title: 'Open the example study',
    group: 'Studies' as const,
    icon: 'folder' as const,
    keys: [] as readonly string[],
    run: () => void openExample(),
  },
  opens('all', 'All studies', 'folder', { kind: 'studies' }),
  opens('screen', 'Paths screen', 'flow', { kind: 'paths' }),
  ...STUDY_NAMES.map((name) => opens(name, `Study: ${STUDIES[name].title}`, 'folder', { kind: 'study', name })),
];

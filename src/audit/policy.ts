import { holds, type Viewer } from '#lib/viewer.ts'

/** Who may read the log of everything that was done. */
export const may = {
  readLog: (viewer: Viewer | null) => holds(viewer, 'administrator', 'lead', 'auditor'),

  readLetters: (viewer: Viewer | null) => holds(viewer, 'administrator'),

  readPeople: (viewer: Viewer | null) => holds(viewer, 'administrator', 'lead'),
}

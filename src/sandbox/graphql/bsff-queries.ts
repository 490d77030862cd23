import { can, canRead, demandRead, findBsff, findPackaging, loggedIn } from '../bsff/access';
import { forbidden } from '../faults-of-api';
import { type SandboxUser } from '../platform';
import { type BsffRecord, type PackagingRecord } from '../records';
import { contributorsOf, isListedFor } from '../store';
import { type Resolve, type Resolvers, type SandboxContext } from './context';
import { type BsffPackagingWhere, type BsffWhere, bsffTest, packagingTest } from './filters';
import { type PageArgs, checkPage, paginate } from './pagination';

type Root<Args> = Resolve<unknown, Args>;

const bsff: Root<{ id: string }> = (_, { id }, { platform, user }) => {
  const reader = loggedIn(user);
  const found = findBsff(platform, id);
  demandRead(reader, found);
  return { bsff: found };
};

/** Newest first. A filter on ids spares reading everything. */
function candidates({ platform: { store } }: SandboxContext, where: BsffWhere | null | undefined): BsffRecord[] {
  const { _eq: id, _in: ids } = where?.id ?? {};
  const wanted = id != null ? [id] : ids;
  if (!wanted) return store.rows.toReversed();
  const found = [...new Set(wanted)].map((one) => store.bsffs.get(one)).filter((one) => one !== undefined);
  return found.sort((a, b) => b.row - a.row);
}

/** Whether an establishment is one whose documents the user may list. */
function listedBy(user: SandboxUser): (orgId: string) => boolean {
  const orgIds = new Set([...user.roles.keys()].filter((orgId) => can(user, orgId, 'BSD_CAN_LIST')));
  return (orgId) => orgIds.has(orgId);
}

const bsffs: Root<PageArgs & { where?: BsffWhere | null }> = (_, { where, ...page }, context) => {
  const { platform } = context;
  const user = loggedIn(context.user);
  const test = bsffTest(where, platform.store);
  checkPage(page);
  const listed = listedBy(user);
  const items = candidates(context, where).filter(
    (one) => !one.isDeleted && test(one) === true && isListedFor(one, listed),
  );
  const { edges, ...rest } = paginate(
    {
      items,
      cursorOf: ({ id }) => id,
      positionOf: ({ row }) => -row,
      positionOfCursor: (cursor) => negated(platform.store.bsffs.get(cursor)?.row),
    },
    page,
  );
  return { ...rest, edges: edges.map(({ cursor, node }) => ({ cursor, node: { bsff: node } })) };
};

const negated = (row: number | undefined): number | undefined => (row === undefined ? undefined : -row);

const bsffPackaging: Root<{ id: string }> = (_, { id }, { platform, user }) => {
  const reader = loggedIn(user);
  const packaging = findPackaging(platform, id);
  if (!canRead(reader, platform.store.ownerOf(packaging)))
    throw forbidden('Vous ne pouvez pas accéder à ce contenant.');
  return packaging;
};

/** Deleted BSFFs and drafts are not left out: Trackdéchets forgets to (facts: bsff-api 4.4). */
const bsffPackagings: Root<PageArgs & { where?: BsffPackagingWhere | null }> = (_, { where, ...page }, context) => {
  const { store } = context.platform;
  const user = loggedIn(context.user);
  const test = packagingTest(where, store);
  checkPage(page);
  const listed = listedBy(user);
  const items: PackagingRecord[] = [];
  for (const owner of store.rows.toReversed()) {
    if (!contributorsOf(owner).some(listed)) continue;
    items.push(...owner.packagings.filter((packaging) => test(packaging) === true));
  }
  const place = (packaging: PackagingRecord): number => {
    const owner = store.ownerOf(packaging);
    return -owner.row + owner.packagings.indexOf(packaging) / (owner.packagings.length + 1);
  };
  return paginate(
    {
      items,
      cursorOf: ({ id }) => id,
      positionOf: place,
      positionOfCursor: (cursor) => {
        const packaging = store.packagings.get(cursor);
        return packaging && place(packaging);
      },
    },
    page,
  );
};

const bsffPdf: Root<{ id: string }> = (_, { id }, { platform, user, baseUrl }) => {
  const reader = loggedIn(user);
  const found = findBsff(platform, id);
  demandRead(reader, found);
  const token = platform.pdfLink(found.id);
  return { token, downloadLink: `${baseUrl}/download?token=${token}` };
};

export const bsffQueries = { Query: { bsff, bsffs, bsffPackaging, bsffPackagings, bsffPdf } } as unknown as Resolvers;

import { demandRead, findBsff, loggedIn } from '../bsff/access';
import { createBsff } from '../bsff/create';
import { createFiche, updateFiche } from '../bsff/fiches';
import {
  type BsffInput,
  type FicheInput,
  type PackagingUpdateInput,
  type SignatureInput,
  type TransporterInput,
} from '../bsff/inputs';
import { deleteBsff, duplicateBsff, publishBsff } from '../bsff/lifecycle';
import { signBsff } from '../bsff/sign';
import { createTransporter, deleteTransporter, updateTransporter } from '../bsff/transporters';
import { updatePackaging } from '../bsff/treatment';
import { updateBsff } from '../bsff/update';
import { forbidden } from '../faults-of-api';
import { type Platform, type SandboxUser } from '../platform';
import { type BsffRecord } from '../records';
import { type Resolve, type Resolvers } from './context';

interface ById {
  id: string;
}
interface With<Input> {
  input: Input;
}

/** A mutation: only for those signed in. */
const act =
  <Args>(perform: (platform: Platform, user: SandboxUser, args: Args) => unknown): Resolve<unknown, Args> =>
  (_, args, { platform, user }) =>
    perform(platform, loggedIn(user), args);

const RETURN_MS = 2 * 24 * 3_600_000;

/** On the road, or on its way back: received less than two days ago and not accepted as a whole. */
function isCarried({ status, destination, packagings }: BsffRecord, { clock }: Platform): boolean {
  if (status === 'SENT') return true;
  const received = Date.parse(destination.reception.date ?? '');
  if (!(received > clock.now().getTime() - RETURN_MS)) return false;
  return status === 'REFUSED' || packagings.some(({ acceptation }) => acceptation.status !== 'ACCEPTED');
}

const createPdfAccessToken: Resolve<unknown, With<{ bsdId: string }>> = (_, { input }, { platform, user, baseUrl }) => {
  const reader = loggedIn(user);
  const bsff = findBsff(platform, input.bsdId);
  demandRead(reader, bsff);
  if (!isCarried(bsff, platform)) throw forbidden('Ce lien n’existe que pendant le transport.');
  return `${baseUrl}/road-control/${platform.pdfAccess(bsff.id)}`;
};

export const bsffMutations = {
  Mutation: {
    createPdfAccessToken,
    createBsff: act<With<BsffInput>>((p, user, { input }) => createBsff(p, user, input, false)),
    createDraftBsff: act<With<BsffInput>>((p, user, { input }) => createBsff(p, user, input, true)),
    updateBsff: act<ById & With<BsffInput>>((p, user, { id, input }) => updateBsff(p, user, id, input)),
    updateBsffPackaging: act<ById & With<PackagingUpdateInput>>((p, user, { id, input }) =>
      updatePackaging(p, user, id, input),
    ),
    publishBsff: act<ById>((p, user, { id }) => ({ bsff: publishBsff(p, user, id) })),
    deleteBsff: act<ById>((p, user, { id }) => ({ bsff: deleteBsff(p, user, id) })),
    duplicateBsff: act<ById>((p, user, { id }) => ({ bsff: duplicateBsff(p, user, id) })),
    signBsff: act<ById & With<SignatureInput>>((p, user, { id, input }) => ({ bsff: signBsff(p, user, id, input) })),
    createFicheInterventionBsff: act<With<FicheInput>>((p, user, { input }) => createFiche(p, user, input)),
    updateFicheInterventionBsff: act<ById & With<FicheInput>>((p, user, { id, input }) =>
      updateFiche(p, user, id, input),
    ),
    createBsffTransporter: act<With<TransporterInput>>((p, user, { input }) => createTransporter(p, user, input)),
    updateBsffTransporter: act<ById & With<TransporterInput>>((p, user, { id, input }) =>
      updateTransporter(p, user, id, input),
    ),
    deleteBsffTransporter: act<ById>((p, user, { id }) => deleteTransporter(p, user, id)),
  },
} as unknown as Resolvers;

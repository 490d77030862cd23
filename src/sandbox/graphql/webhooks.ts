import { loggedIn } from '../bsff/access';
import { type WebhookSettingCreateInput, type WebhookSettingUpdateInput } from '../webhook-settings';
import { type Resolve, type Resolvers } from './context';
import { type PageArgs, checkPage, listingOf, paginate } from './pagination';

type Root<Args> = Resolve<unknown, Args>;

const webhooksettings: Root<PageArgs> = (_, page, { platform, user }) => {
  const reader = loggedIn(user);
  checkPage(page);
  return paginate(listingOf(platform.webhooks.visibleTo(reader)), page);
};

const webhooksetting: Root<{ id: string }> = (_, { id }, { platform, user }) =>
  platform.webhooks.find(loggedIn(user), id);

const createWebhookSetting: Root<{ input: WebhookSettingCreateInput }> = (_, { input }, { platform, user }) =>
  platform.webhooks.create(loggedIn(user), input);

const updateWebhookSetting: Root<{ id: string; input: WebhookSettingUpdateInput }> = (
  _,
  { id, input },
  { platform, user },
) => platform.webhooks.update(loggedIn(user), id, input);

const deleteWebhookSetting: Root<{ id: string }> = (_, { id }, { platform, user }) =>
  platform.webhooks.delete(loggedIn(user), id);

export const webhooks = {
  Query: { webhooksettings, webhooksetting },
  Mutation: { createWebhookSetting, updateWebhookSetting, deleteWebhookSetting },
} as unknown as Resolvers;

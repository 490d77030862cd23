const WEB = /^https?:\/\/\S+$/;

export const isWebUrl = (text: string): boolean => WEB.test(text) && URL.canParse(text);

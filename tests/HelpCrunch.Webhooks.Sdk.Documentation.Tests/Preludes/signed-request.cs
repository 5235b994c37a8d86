var signingSecret = "made-up-signing-key";
var body = File.ReadAllBytes("docs/payloads/message.chat.customer.json");
string? signatureHeader = HelpCrunch.Webhooks.Sdk.WebhookSignature.Compute(body, new HelpCrunch.Webhooks.Sdk.WebhookSigningKey(signingSecret));

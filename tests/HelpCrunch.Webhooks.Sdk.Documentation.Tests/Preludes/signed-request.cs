using HelpCrunch.Webhooks.Sdk;

var signingSecret = "made-up-signing-key";
var body = File.ReadAllBytes("docs/payloads/message.chat.customer.json");
string? signatureHeader = WebhookSignature.Compute(body, new WebhookSigningKey(signingSecret));

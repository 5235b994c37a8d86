var body = File.ReadAllBytes("docs/payloads/message.chat.customer.json");
var signature = HelpCrunch.Webhooks.Sdk.WebhookSignature.Compute(body, new HelpCrunch.Webhooks.Sdk.WebhookSigningKey("made-up-signing-key"));
if (await Webhooks.ReceiveAsync(body, signature, "made-up-signing-key") != 200)
{
    throw new InvalidOperationException("The webhook was not accepted.");
}
// The block.

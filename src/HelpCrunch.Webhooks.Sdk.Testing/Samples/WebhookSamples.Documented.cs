namespace HelpCrunch.Webhooks.Sdk.Testing;

public static partial class WebhookSamples
{
    /// <summary>Gets the example of a chat event, <c>chat.snoozed</c>, that HelpCrunch documents. The e-mail addresses are replaced.</summary>
    /// <param name="asPrinted">
    /// true for the text as HelpCrunch prints it, with <c>"applications": { 743, 42 }</c>, which is not JSON; false, which is the default,
    /// for <c>[743, 42]</c>. <see cref="WebhookParser"/> reads both.
    /// </param>
    /// <returns>The UTF-8 bytes of the body.</returns>
    public static byte[] DocumentedChatBody(bool asPrinted = false) => ReadResource(asPrinted ? "chat.snoozed.as-printed.txt" : "chat.snoozed.json");

    /// <summary>Gets the example of a customer event, <c>customer.email_updated</c>, that HelpCrunch documents. The e-mail address is replaced.</summary>
    /// <returns>The UTF-8 bytes of the body.</returns>
    public static byte[] DocumentedCustomerBody() => ReadResource("customer.email_updated.json");

    /// <summary>Gets the example of a message event, <c>message.chat.customer</c>, that HelpCrunch documents. The e-mail address is replaced.</summary>
    /// <returns>The UTF-8 bytes of the body.</returns>
    public static byte[] DocumentedMessageBody() => ReadResource("message.chat.customer.json");

    private static byte[] ReadResource(string name)
    {
        using var resource = typeof(WebhookSamples).Assembly.GetManifestResourceStream(name)!;
        using var body = new MemoryStream();
        resource.CopyTo(body);
        return body.ToArray();
    }
}

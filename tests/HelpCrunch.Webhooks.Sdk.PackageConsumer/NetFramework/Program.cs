using System;
using System.IO;
using System.Threading.Tasks;
using HelpCrunch.Webhooks.Sdk;

/// <summary>Calls the README's code for .NET Framework with a signed request.</summary>
internal static class Program
{
    private const string SigningSecret = "made-up-signing-key";

    private static async Task<int> Main()
    {
        var body = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "message.chat.customer.json"));
        var signature = WebhookSignature.Compute(body, new WebhookSigningKey(SigningSecret));

        return await Webhooks.ReceiveAsync(body, signature, SigningSecret) == 200 ? 0 : 1;
    }
}

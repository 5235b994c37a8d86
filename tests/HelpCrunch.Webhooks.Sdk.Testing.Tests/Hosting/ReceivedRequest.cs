using System.Text;

namespace HelpCrunch.Webhooks.Sdk.Testing.Tests.Hosting;

/// <summary>A request that <see cref="RecordingServer"/> received.</summary>
internal sealed record ReceivedRequest(string Body, string? Signature, long? ContentLength)
{
    public bool IsValid =>
        WebhookSignature.Verify(Encoding.UTF8.GetBytes(Body), Signature, RecordingServer.Key) == WebhookSignatureStatus.Valid;

    public WebhookEvent Event => WebhookParser.Default.Parse(Body).GetEventOrThrow();
}

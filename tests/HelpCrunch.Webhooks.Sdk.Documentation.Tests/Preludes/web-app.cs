// Runs the block as it stands: takes hold of the app that it builds, posts to it over loopback, and stops it.
using System.Diagnostics;
using HelpCrunch.Webhooks.Sdk;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

Environment.SetEnvironmentVariable("ASPNETCORE_URLS", "http://127.0.0.1:0");
Environment.SetEnvironmentVariable("HelpCrunch__SigningKeys__0__Secret", "made-up-signing-key");
Environment.SetEnvironmentVariable("HelpCrunchShop__SigningKeys__0__Secret", "the-key-of-the-shop");
Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "None");
var posted = new List<string>();
using var subscription = DiagnosticListener.AllListeners.Subscribe(new HostWatcher(posted));
// The block.
Environment.SetEnvironmentVariable("ASPNETCORE_URLS", null);
Environment.SetEnvironmentVariable("HelpCrunch__SigningKeys__0__Secret", null);
Environment.SetEnvironmentVariable("HelpCrunchShop__SigningKeys__0__Secret", null);
Environment.SetEnvironmentVariable("Logging__LogLevel__Default", null);
if (posted is not ["signed: 200", "unsigned: 401", "signed, no webhook: 400"])
{
    throw new InvalidOperationException("The app answered " + string.Join(", ", posted));
}

sealed class HostWatcher(List<string> posted) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    public void OnNext(DiagnosticListener listener)
    {
        if (listener.Name == "Microsoft.Extensions.Hosting")
        {
            listener.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> message)
    {
        if (message is { Key: "HostBuilt", Value: IHost host })
        {
            var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
            lifetime.ApplicationStarted.Register(() => Task.Run(() => PostAsync(host, lifetime)));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private async Task PostAsync(IHost host, IHostApplicationLifetime lifetime)
    {
        try
        {
            var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
            using var client = new HttpClient { BaseAddress = new Uri(addresses.Single()) };
            var body = File.ReadAllBytes("docs/payloads/message.chat.customer.json");
            posted.Add("signed: " + await PostAsync(client, body, signed: true));
            posted.Add("unsigned: " + await PostAsync(client, body, signed: false));
            posted.Add("signed, no webhook: " + await PostAsync(client, "[]"u8.ToArray(), signed: true));
        }
        catch (Exception exception)
        {
            posted.Add(exception.ToString());
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    private static async Task<int> PostAsync(HttpClient client, byte[] body, bool signed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/helpcrunch") { Content = new ByteArrayContent(body) };
        if (signed)
        {
            request.Headers.Add(WebhookSignature.HeaderName, WebhookSignature.Compute(body, new WebhookSigningKey("made-up-signing-key")));
        }

        using var response = await client.SendAsync(request);
        return (int)response.StatusCode;
    }
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using HelpCrunch.Webhooks.Tool.Listening;

namespace HelpCrunch.Webhooks.Tool.Tests.Listening;

/// <summary>A running server of <c>listen</c> on a free port, and a client that sends it deliveries.</summary>
internal sealed class Listener : IAsyncDisposable
{
    public static readonly WebhookSigningKey Key = new("signing-key-of-the-tests", "test");

    private readonly ListenServer _server;

    private Listener(ListenServer server)
    {
        _server = server;
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.Address };
    }

    public HttpClient Client { get; }

    public ListenServer Server => _server;

    /// <summary>Starts a server, whose client can see the page.</summary>
    public static async Task<Listener> StartAsync(ListenOptions? options = null, TimeProvider? time = null)
    {
        var listener = await StartWithoutSignInAsync(options, time);
        using var response = await listener.Client.GetAsync(listener.Server.PageAddress);
        response.EnsureSuccessStatusCode();
        return listener;
    }

    /// <summary>Starts a server, whose client does not have the key of the page.</summary>
    public static async Task<Listener> StartWithoutSignInAsync(ListenOptions? options = null, TimeProvider? time = null) =>
        new(await ListenServer.StartAsync((options ?? new ListenOptions { Keys = [Key] }) with { Port = 0 }, time ?? TimeProvider.System));

    public Task<HttpResponseMessage> SendAsync(string body, string path = "/webhooks/helpcrunch") =>
        SendAsync(Encoding.UTF8.GetBytes(body), WebhookSignature.Compute(Encoding.UTF8.GetBytes(body), Key), path);

    public async Task<HttpResponseMessage> SendAsync(byte[] body, string? signature, string path = "/webhooks/helpcrunch")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (signature is not null)
        {
            request.Headers.Add(WebhookSignature.HeaderName, signature);
        }

        return await Client.SendAsync(request);
    }

    /// <summary>Sends a signed delivery many times, over 32 connections.</summary>
    public Task SendManyAsync(int count)
    {
        var body = Encoding.UTF8.GetBytes(Bodies.Message);
        var signature = WebhookSignature.Compute(body, Key);
        return Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (_, _) =>
        {
            using var response = await SendAsync(body, signature);
            response.EnsureSuccessStatusCode();
        });
    }

    public ReceivedDelivery Single() => _server.List.GetChanges(0).Deliveries.Single();

    public async Task<JsonElement> GetDetailsAsync(long number) =>
        JsonDocument.Parse(await Client.GetStringAsync($"/_listen/deliveries/{number}")).RootElement;

    /// <summary>Gets the token that is embedded in the page.</summary>
    public async Task<string> GetTokenAsync() => (await Client.GetStringAsync("/")).Split("name=\"token\" content=\"")[1].Split('"')[0];

    public async Task<HttpResponseMessage> PostAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (token is not null)
        {
            request.Headers.Add("X-Listen-Token", token);
        }

        return await Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }
}

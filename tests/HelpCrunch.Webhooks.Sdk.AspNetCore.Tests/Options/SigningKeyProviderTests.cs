using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>HelpCrunchWebhooksOptions.SigningKeyProvider, which the unnamed endpoint calls for each request.</summary>
public sealed class SigningKeyProviderTests
{
    private static readonly WebhookSigningKey NewKey = new("the new key", "2027");
    private Func<IReadOnlyList<WebhookSigningKey>> _provider = () => [ReceiverApp.Key];

    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Post_ProviderReturnsOtherKeys_UsesThemAtOnce(ServerKind server)
    {
        await using var app = await StartAsync(server);
        (await app.PostAsync(Bodies.ChatRated("1"))).Status.Should().Be(200);
        (await app.PostAsync(Bodies.ChatRated("2"), NewKey)).Status.Should().Be(401);

        _provider = () => [NewKey];

        (await app.PostAsync(Bodies.ChatRated("3"))).Status.Should().Be(401);
        (await app.PostAsync(Bodies.ChatRated("4"), NewKey)).Status.Should().Be(200);
    }

    [Fact]
    public async Task Start_Provider_IsLoggedInsteadOfKeyNames()
    {
        await using var app = await StartAsync();

        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 1 || entry.Id.Id == 5).Which.Message.Should().EndWith("Signing keys: from SigningKeyProvider.");
    }

    [Fact]
    public async Task Post_ProviderReturnsNoKey_Returns401()
    {
        await using var app = await StartAsync();

        _provider = () => [];

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(401);
    }

    [Fact]
    public async Task Post_ProviderReturnsNoKeyAndUnsignedIsAllowed_SignedRequestsAreStillVerified()
    {
        await using var app = await StartAsync(settings: new() { ["HelpCrunch:AllowUnsignedRequests"] = "true" });

        _provider = () => [];

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(401);
        (await app.SendAsync(ReceiverApp.RequestWithSignature(Bodies.ChatRated(), signature: null))).Status.Should().Be(200);
    }

    [Theory]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(IOException))] // For a body, this means that the client disconnected.
    [InlineData(typeof(OperationCanceledException))]
    [InlineData(typeof(BadHttpRequestException))]
    public async Task Post_ProviderThrows_Returns503AndLogs(Type type)
    {
        var recorder = new Recorder();
        await using var app = await StartAsync(handlers: webhooks => webhooks.AddHandler<ChatRatedEvent>(recorder.RecordAsync));
        var exception = (Exception)Activator.CreateInstance(type, "The secret store is down.")!;

        _provider = () => throw exception;

        (await app.PostAsync(Bodies.ChatRated())).Should().Be(EndpointResponse.Empty(503));
        recorder.Events.Should().BeEmpty();
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level == LogLevel.Error).Which.Should().BeEquivalentTo(new
        {
            Id = new EventId(24, "RequestRejected"),
            Message = "A request to HelpCrunch webhooks was rejected with 503 (signing_keys_unavailable). SigningKeyProvider threw an exception, so the signature cannot be verified. The delivery may be sent again.",
            Exception = exception,
        });

        _provider = () => [ReceiverApp.Key];
        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);
    }

    [Fact]
    public async Task Post_ProviderReturnsNull_Returns503()
    {
        await using var app = await StartAsync();

        _provider = () => null!;

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(503);
    }

    [Fact]
    public async Task Post_MissingSignature_DoesNotCallTheProvider()
    {
        await using var app = await StartAsync();
        _provider = () => throw new TimeoutException();

        (await app.SendAsync(ReceiverApp.RequestWithSignature(Bodies.ChatRated(), signature: null))).Status.Should().Be(401);
    }

    [Fact]
    public async Task Receiver_Injected_CallsTheProvider()
    {
        await using var app = await StartAsync();
        var receiver = app.Services.GetRequiredService<WebhookReceiver>();
        var body = System.Text.Encoding.UTF8.GetBytes(Bodies.ChatRated());

        _provider = () => [NewKey];

        receiver.Receive(body, WebhookSignature.Compute(body, NewKey)).Should().BeOfType<WebhookReceiveResult.Accepted>().Which.KeyName.Should().Be("2027");
        receiver.Receive(body, WebhookSignature.Compute(body, ReceiverApp.Key)).Should().BeOfType<WebhookReceiveResult.Rejected>();
    }

    [Fact]
    public async Task Start_KeysAndAProvider_Fails()
    {
        await using var app = ReceiverApp.Create(ServerKind.TestHost, out _, out _, configure: builder =>
            builder.Services.AddHelpCrunchWebhooks(options => options.SigningKeyProvider = () => _provider()));

        (await FluentActions.Awaiting(() => app.StartAsync()).Should().ThrowAsync<OptionsValidationException>()).WithMessage(
            "HelpCrunch:SigningKeys and SigningKeyProvider of AddHelpCrunchWebhooks are both set. Remove one of them.");
    }

    private Task<ReceiverApp> StartAsync(
        ServerKind server = ServerKind.TestHost,
        Action<IHelpCrunchWebhooksBuilder>? handlers = null,
        Dictionary<string, string?>? settings = null) => ReceiverApp.StartAsync(
            server,
            handlers,
            settings ?? [],
            builder => builder.Services.AddHelpCrunchWebhooks(options => options.SigningKeyProvider = () => _provider()));
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>One endpoint for many accounts, whose keys are known only at the request.</summary>
public sealed class AccountResolverTests
{
    private static readonly WebhookSigningKey AcmeKey = new("the key of acme", "acme's key");
    private static readonly WebhookSigningKey GlobexKey = new("the key of globex", "globex's key");

    private readonly Recorder _recorder = new();
    private readonly List<string?> _accounts = [];
    private int _calls;
    private Func<HttpContext, CancellationToken, ValueTask<WebhookAccount?>> _resolver;

    public AccountResolverTests() => _resolver = async (context, cancellationToken) =>
    {
        _calls++;
        await Task.Yield(); // Like a database.
        return ((string?)context.GetRouteValue("account"))?.ToLowerInvariant() switch
        {
            "acme" => new WebhookAccount("1", [AcmeKey]),
            "globex" => new WebhookAccount("2", [GlobexKey]),
            "new" => new WebhookAccount("3", []),
            _ => null,
        };
    };

    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Post_KeyOfTheAccountInThePath_IsHandledAndTheHandlerLearnsTheAccount(ServerKind server)
    {
        await using var app = await StartAsync(server);

        (await app.PostAsync(Bodies.ChatRated("1"), AcmeKey, "/webhooks/acme")).Status.Should().Be(200);
        (await app.PostAsync(Bodies.ChatRated("2"), GlobexKey, "/webhooks/globex")).Status.Should().Be(200);

        _accounts.Should().Equal("1", "2");
    }

    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Post_KeyOfAnotherAccount_Returns401(ServerKind server)
    {
        await using var app = await StartAsync(server);

        (await app.PostAsync(Bodies.ChatRated(), GlobexKey, "/webhooks/acme")).Should().Be(EndpointResponse.Empty(401));

        _accounts.Should().BeEmpty();
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level == LogLevel.Warning).Which.Message.Should().Be(
            "A request to HelpCrunch webhooks was rejected with 401 (signature_mismatch). No signing key matches the signature. To find the cause, use WebhookSignatureDiagnostics; see docs/verifying-signatures.md. The account is '1'.");
    }

    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Post_UnknownAccount_HasTheResponseOfAWrongSignature(ServerKind server)
    {
        await using var app = await StartAsync(server);
        async Task<string> AnswerAsync(string account, string body)
        {
            using var response = await app.Client.SendAsync(ReceiverApp.Request(body, new WebhookSigningKey("a guess"), "/webhooks/" + account));
            response.Headers.Remove("Date");
            return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()} {response.Headers}";
        }

        foreach (var body in new[] { Bodies.ChatRated(), "[]", Bodies.OfLength(300_000) })
        {
            var known = await AnswerAsync("acme", body);
            (await AnswerAsync("initech", body)).Should().Be(known);
            (await AnswerAsync("new", body)).Should().Be(known);
        }

        app.Logs.FromSdk.Select(entry => entry.Message).Should().Contain(
            "A request to HelpCrunch webhooks was rejected with 401 (unknown_account). AccountResolver returned null: the account is not known. Either the account was removed and HelpCrunch still sends its webhooks, or the address is wrong.");
    }

    [Fact]
    public async Task Post_MissingSignature_DoesNotLookUpTheAccount()
    {
        await using var app = await StartAsync();

        foreach (var account in new[] { "acme", "initech" })
        {
            (await app.SendAsync(ReceiverApp.RequestWithSignature(Bodies.ChatRated(), signature: null, "/webhooks/" + account))).Should().Be(EndpointResponse.Empty(401));
        }

        _calls.Should().Be(0);
    }

    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Post_SameEventIdOfTwoAccounts_AreTwoDeliveries(ServerKind server)
    {
        await using var app = await StartAsync(server);

        (await app.PostAsync(Bodies.ChatRated(), AcmeKey, "/webhooks/acme")).Status.Should().Be(200);
        (await app.PostAsync(Bodies.ChatRated(), GlobexKey, "/webhooks/globex")).Status.Should().Be(200);
        _accounts.Should().Equal("1", "2");

        // The same delivery again, also with another spelling of its address.
        (await app.PostAsync(Bodies.ChatRated(), AcmeKey, "/webhooks/acme")).Status.Should().Be(200);
        (await app.PostAsync(Bodies.ChatRated(), AcmeKey, "/webhooks/ACME")).Status.Should().Be(200);
        _accounts.Should().Equal("1", "2");
    }

    [Fact]
    public async Task Post_AccountAndIdWithASlash_AreNotConfusedWithAnotherAccount()
    {
        await using var app = await StartAsync();

        _resolver = (context, _) => new(new WebhookAccount("a/b", [AcmeKey]));
        await app.PostAsync(Bodies.ChatRated("c"), AcmeKey, "/webhooks/x");
        _resolver = (context, _) => new(new WebhookAccount("a", [AcmeKey]));
        await app.PostAsync(Bodies.ChatRated("b/c"), AcmeKey, "/webhooks/x");

        _accounts.Should().Equal("a/b", "a");
    }

    [Theory]
    [InlineData(ServerKind.TestHost, typeof(TimeoutException))]
    [InlineData(ServerKind.Kestrel, typeof(TimeoutException))]
    [InlineData(ServerKind.TestHost, typeof(OperationCanceledException))]
    [InlineData(ServerKind.TestHost, typeof(BadHttpRequestException))]
    public async Task Post_ResolverThrows_Returns503WithRetryAfterAndLogs(ServerKind server, Type type)
    {
        await using var app = await StartAsync(server);
        var exception = (Exception)Activator.CreateInstance(type, "The database is down.")!;
        var resolver = _resolver;
        _resolver = (_, _) => throw exception;

        using (var response = await app.Client.SendAsync(ReceiverApp.Request(Bodies.ChatRated(), AcmeKey, "/webhooks/acme")))
        {
            response.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
            response.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(10));
        }

        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level == LogLevel.Error).Which.Should().BeEquivalentTo(new
        {
            Id = new EventId(24, "RequestRejected"),
            Message = "A request to HelpCrunch webhooks was rejected with 503 (signing_keys_unavailable). AccountResolver threw an exception, so the signature cannot be verified. The delivery may be sent again.",
            Exception = exception,
        });
        _resolver = resolver;
        (await app.PostAsync(Bodies.ChatRated(), AcmeKey, "/webhooks/acme")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Post_ClientDisconnectsDuringTheLookup_CancelsTheLookup()
    {
        await using var app = await StartAsync(ServerKind.Kestrel);
        var started = new TaskCompletionSource();
        _resolver = async (_, cancellationToken) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return null;
        };
        using var client = new CancellationTokenSource();

        var sending = app.Client.SendAsync(ReceiverApp.Request(Bodies.ChatRated(), AcmeKey, "/webhooks/acme"), client.Token);
        await started.Task.WaitAsync(Wait.Long);
        await client.CancelAsync();

        await FluentActions.Awaiting(() => sending).Should().ThrowAsync<OperationCanceledException>();
        await app.WaitForLogAsync("(client_disconnected)");
    }

    [Fact]
    public async Task Post_UnsignedIsAllowed_UnknownAccountsAreStillRejected()
    {
        await using var app = await StartAsync(configure: options => options.AllowUnsignedRequests = true);
        async Task<int> PostUnsignedAsync(string account) =>
            (await app.SendAsync(ReceiverApp.RequestWithSignature(Bodies.ChatRated(), signature: null, "/webhooks/" + account))).Status;

        (await PostUnsignedAsync("initech")).Should().Be(401);
        (await PostUnsignedAsync("acme")).Should().Be(200);
        (await app.PostAsync(Bodies.ChatRated("2"), GlobexKey, "/webhooks/acme")).Status.Should().Be(401);
        _accounts.Should().Equal("1");
    }

    [Fact]
    public async Task Post_Account_IsInTracesAndTheLogScopeButNotInMetrics()
    {
        using var trace = new Activity("test").SetParentId(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom()).Start();
        await using var app = await StartAsync();
        using var telemetry = new CapturedTelemetry(app.Services.GetRequiredService<IMeterFactory>(), trace.TraceId);

        foreach (var key in new[] { AcmeKey, GlobexKey })
        {
            using var request = ReceiverApp.Request(Bodies.ChatRated(), key, "/webhooks/acme");
            request.Headers.Add("traceparent", trace.Id);
            await app.SendAsync(request);
        }

        telemetry.Measurements.Should().NotContain(measurement => measurement.Contains("acme", StringComparison.Ordinal) || measurement.Contains("account", StringComparison.Ordinal))
            .And.Contain("helpcrunch.webhook.received 1 helpcrunch.webhook.event_type=chat.rated helpcrunch.webhook.outcome=handled");
        telemetry.Activities.Should().Equal(
            $"helpcrunch.webhook receive Unset helpcrunch.webhook.account=1 helpcrunch.webhook.event_type=chat.rated helpcrunch.webhook.id={Bodies.Id} helpcrunch.webhook.attempts=0 helpcrunch.webhook.signing_key=acme's key helpcrunch.webhook.outcome=handled",
            "helpcrunch.webhook receive Error helpcrunch.webhook.account=1 helpcrunch.webhook.reason=signature_mismatch error.type=signature_mismatch");
        app.Logs.FromSdk.Single(entry => entry.Id.Id == 10).Scopes.Should().Contain($"WebhookEventType=chat.rated, WebhookId={Bodies.Id}, WebhookAttempts=0, WebhookAccount=1");
    }

    [Fact]
    public async Task Post_OwnEndpoint_GetsTheAccount()
    {
        await using var app = await StartAsync(map: app => app
            .MapPost("/own/{account}", (VerifiedWebhook webhook) => $"{webhook.Event.EventType} of {webhook.Account}")
            .RequireHelpCrunchSignature());

        (await app.PostAsync(Bodies.ChatRated(), GlobexKey, "/own/globex")).Body.Should().Be("chat.rated of 2");
        (await app.PostAsync(Bodies.ChatRated(), GlobexKey, "/own/acme")).Should().Be(EndpointResponse.Empty(401));
        (await app.PostAsync(Bodies.ChatRated(), GlobexKey, "/own/initech")).Should().Be(EndpointResponse.Empty(401));
    }

    [Fact]
    public async Task Post_Controller_GetsTheAccount()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            settings: [],
            configure: builder =>
            {
                builder.AddControllers(typeof(AccountController));
                builder.Services.AddHelpCrunchWebhooks().AddEndpoint(options => options.AccountResolver = (context, cancellationToken) => _resolver(context, cancellationToken));
            },
            map: app => app.MapControllers());

        (await app.PostAsync(Bodies.ChatRated(), GlobexKey, "/controller/globex")).Body.Should().Be("2");
        (await app.PostAsync(Bodies.ChatRated(), GlobexKey, "/controller/acme")).Status.Should().Be(401);
    }

    [Fact]
    public async Task Post_NamedEndpoint_UsesItsResolverOnly()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            handlers: webhooks => webhooks
                .AddEndpoint("accounts", options => options.AccountResolver = (context, cancellationToken) => _resolver(context, cancellationToken))
                .AddHandler<ChatRatedEvent, WebhookDeliveryContext>(RecordAsync),
            map: app =>
            {
                app.MapHelpCrunchWebhooks(ReceiverApp.Path);
                app.MapHelpCrunchWebhooks("/accounts/{account}", "accounts");
            });

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);
        _calls.Should().Be(0);
        (await app.PostAsync(Bodies.ChatRated(), AcmeKey, "/accounts/acme")).Status.Should().Be(200);
        _accounts.Should().Equal("1");
    }

    [Fact]
    public async Task Receiver_Injected_ThrowsBecauseItDoesNotKnowTheAccount()
    {
        await using var app = await StartAsync();
        var receiver = app.Services.GetRequiredService<WebhookReceiver>();

        FluentActions.Invoking(() => receiver.Receive("{}"u8, new string('0', 40))).Should().Throw<InvalidOperationException>().WithMessage(
            "The endpoint has an AccountResolver, so its signing keys depend on the request, which an injected WebhookReceiver or WebhookSignatureVerifier does not know. Map an endpoint with RequireHelpCrunchSignature instead.");
    }

    [Fact]
    public async Task Start_Resolver_IsLoggedInsteadOfKeyNames()
    {
        await using var app = await StartAsync();

        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 1).Which.Message.Should().EndWith("Signing keys: from AccountResolver.");
    }

    [Fact]
    public async Task Start_KeysAndAResolver_Fails()
    {
        await using var app = ReceiverApp.Create(ServerKind.TestHost, out _, out _, configure: builder =>
            builder.Services.AddHelpCrunchWebhooks().AddEndpoint(options => options.AccountResolver = (context, cancellationToken) => _resolver(context, cancellationToken)));

        (await FluentActions.Awaiting(() => app.StartAsync()).Should().ThrowAsync<OptionsValidationException>()).WithMessage(
            "AccountResolver and HelpCrunch:SigningKeys are both set. Remove one of them.");
    }

    [Fact]
    public void WebhookAccount_InvalidArguments_Throws()
    {
        FluentActions.Invoking(() => new WebhookAccount(null!, [AcmeKey])).Should().Throw<ArgumentNullException>().WithParameterName("id");
        FluentActions.Invoking(() => new WebhookAccount(" ", [AcmeKey])).Should().Throw<ArgumentException>().WithParameterName("id");
        FluentActions.Invoking(() => new WebhookAccount("1", null!)).Should().Throw<ArgumentNullException>().WithParameterName("signingKeys");
        FluentActions.Invoking(() => new WebhookAccount("1", [null!])).Should().Throw<ArgumentNullException>().WithParameterName("signingKeys");
        new WebhookAccount("1", [AcmeKey]).ToString().Should().Be("WebhookAccount { Id = 1 }");
    }

    private Task<ReceiverApp> StartAsync(
        ServerKind server = ServerKind.TestHost,
        Action<HelpCrunchWebhooksEndpointOptions>? configure = null,
        Action<WebApplication>? map = null) => ReceiverApp.StartAsync(
            server,
            webhooks => webhooks
                .AddEndpoint(options =>
                {
                    options.AccountResolver = (context, cancellationToken) => _resolver(context, cancellationToken);
                    configure?.Invoke(options);
                })
                .AddHandler<ChatRatedEvent, WebhookDeliveryContext>(RecordAsync),
            settings: [],
            map: map ?? (static app => app.MapHelpCrunchWebhooks("/webhooks/{account}")));

    private Task RecordAsync(ChatRatedEvent webhookEvent, WebhookDeliveryContext delivery, CancellationToken cancellationToken)
    {
        _accounts.Add(delivery.Account);
        return _recorder.RecordAsync(webhookEvent, cancellationToken);
    }

    [ApiController]
    [Route("controller/{account}")]
    public sealed class AccountController : ControllerBase
    {
        [HttpPost]
        [RequireHelpCrunchSignature]
        public IActionResult Receive(VerifiedWebhook webhook) => Content($"{webhook.Account}");
    }
}

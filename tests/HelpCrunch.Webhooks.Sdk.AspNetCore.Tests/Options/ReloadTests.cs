using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>The configuration file is edited while the app runs.</summary>
public sealed class ReloadTests : IDisposable
{
    private static readonly WebhookSigningKey OldKey = new("the old key");
    private static readonly WebhookSigningKey NewKey = new("the new key");
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("helpcrunch-webhooks-");

    private int _edits;

    private string File => Path.Combine(_directory.FullName, "appsettings.json");

    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Reload_KeyAddedAndOldKeyRemoved_NeedsNoRestart(ServerKind server)
    {
        await using var app = await StartAsync(server);
        (await PostAsync(app, "1", OldKey)).Should().Be(200);
        (await PostAsync(app, "2", NewKey)).Should().Be(401);

        await EditAsync(app, """{ "HelpCrunch": { "SigningKeys": [ { "Name": "2026", "Secret": "the new key" }, { "Name": "2025", "Secret": "the old key" } ] } }""");
        (await PostAsync(app, "3", OldKey)).Should().Be(200);
        (await PostAsync(app, "4", NewKey)).Should().Be(200);

        await EditAsync(app, """{ "HelpCrunch": { "SigningKeys": [ { "Name": "2026", "Secret": "the new key" } ] } }""");
        (await PostAsync(app, "5", OldKey)).Should().Be(401);
        (await PostAsync(app, "6", NewKey)).Should().Be(200);

        app.Logs.FromSdk.Where(entry => entry.Id.Id == 3).Select(entry => entry.Message).Should().Equal(
            "The options of HelpCrunch webhooks changed. Signing keys: 2026, 2025.",
            "The options of HelpCrunch webhooks changed. Signing keys: 2026.");
    }

    [Fact]
    public async Task Reload_InjectedReceiver_UsesTheNewKeys()
    {
        await using var app = await StartAsync(ServerKind.TestHost);
        var receiver = app.Services.GetRequiredService<WebhookReceiver>();
        var body = System.Text.Encoding.UTF8.GetBytes(Bodies.ChatRated());
        receiver.Receive(body, WebhookSignature.Compute(body, OldKey)).Should().BeOfType<WebhookReceiveResult.Accepted>();

        await EditAsync(app, """{ "HelpCrunch": { "SigningKeys": [ "the new key" ] } }""");

        receiver.Receive(body, WebhookSignature.Compute(body, OldKey)).Should().BeOfType<WebhookReceiveResult.Rejected>();
        receiver.Receive(body, WebhookSignature.Compute(body, NewKey)).Should().BeOfType<WebhookReceiveResult.Accepted>();
    }

    [Fact]
    public async Task Reload_InvalidOptions_RejectsUntilTheyAreValid()
    {
        await using var app = await StartAsync(ServerKind.TestHost);

        await EditAsync(app, """{ "HelpCrunch": { "SigningKeys": [ { "Secret": "" } ] } }""");
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 4, "an invalid setting is logged at the reload, before the next delivery");
        await EditAsync(app, """{ "Other": 1, "HelpCrunch": { "SigningKeys": [ { "Secret": "" } ] } }""");
        (await PostAsync(app, "1", OldKey)).Should().Be(503, "neither a removed key nor a missing key accepts a request");
        (await PostAsync(app, "1", OldKey)).Should().Be(503);
        app.Logs.FromSdk.Where(entry => entry.Id.Id == 4).Should().ContainSingle().Which.Message.Should().Be(
            "The options of HelpCrunch webhooks changed and are not valid. Requests are rejected with 503 until the options are corrected. "
            + "HelpCrunch:SigningKeys:0:Secret is empty. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks) into it.");

        await EditAsync(app, """{ "HelpCrunch": { "SigningKeys": [ { "Secret": "the new key" } ] } }""");
        (await PostAsync(app, "1", NewKey)).Should().Be(200);
    }

    [Fact]
    public async Task Reload_InvalidOptions_RespondsEarlyAndCloses()
    {
        await using var app = await StartAsync(ServerKind.Kestrel);
        await EditAsync(app, """{ "HelpCrunch": { "SigningKeys": [] } }""");
        using var connection = await RawConnection.OpenAsync(app);

        await connection.WriteAsync($"POST {ReceiverApp.Path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");

        (await connection.ReadHeadersAsync()).Should().StartWith("HTTP/1.1 503 Service Unavailable").And.Contain("Connection: close");
    }

    [Theory]
    [InlineData(""" "SigningKeys": [ "the new key" ] """, 401)]
    [InlineData(""" "SigningKeys": [ "the new key", "the old key" ] """, 200)]
    [InlineData(""" "SigningKeys": [] """, 503)] // Invalid options close the endpoint.
    [InlineData(""" "SigningKeys": [], "AllowUnsignedRequests": true """, 200)] // Without keys, a signature cannot be verified.
    public async Task Reload_KeysWhileASignedBodyArrives_UsesTheNewOptions(string options, int status)
    {
        await using var app = await StartWithSlowBodyAsync(""" "SigningKeys": [ "the old key" ] """, options);

        (await PostAsync(app, "1", OldKey)).Should().Be(status);
    }

    [Theory]
    [InlineData(""" "SigningKeys": [ "the old key" ], "AllowUnsignedRequests": true """, """ "SigningKeys": [ "the old key" ] """, 401)]
    [InlineData(""" "AllowUnsignedRequests": true """, """ "SigningKeys": [ "the old key" ] """, 401)]
    [InlineData(""" "AllowUnsignedRequests": true """, "", 503)] // Invalid options close the endpoint.
    [InlineData(""" "AllowUnsignedRequests": true """, """ "SigningKeys": [ "the old key" ], "AllowUnsignedRequests": true """, 200)]
    public async Task Reload_AllowUnsignedChangesWhileABodyArrives_UsesTheNewOptions(string before, string after, int status)
    {
        await using var app = await StartWithSlowBodyAsync(before, after);

        (await app.SendAsync(ReceiverApp.RequestWithSignature(Bodies.ChatRated(), signature: null))).Status.Should().Be(status);
    }

    [Theory]
    [InlineData("no signature", "malformed_signature")]
    [InlineData("5f9a3a63e3d3b9b8e5c5e1e5f9a3a63e3d3b9b8e", "signature_mismatch")]
    public async Task Reload_KeysAddedWhileABodyArrives_VerifiesTheSignature(string signature, string reason)
    {
        await using var app = await StartWithSlowBodyAsync(
            """ "AllowUnsignedRequests": true """,
            """ "SigningKeys": [ "the old key" ], "AllowUnsignedRequests": true """);

        (await app.SendAsync(ReceiverApp.RequestWithSignature(Bodies.ChatRated(), signature))).Status.Should().Be(401);
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 20).Which.Message.Should().Contain($" with 401 ({reason}). ");
    }

    public static TheoryData<string, string> ChangedOptions { get; } = new()
    {
        { "AllowUnsignedRequests", "true" },
        { "DeduplicationWindow", "\"01:00:00\"" },
        { "HandlerTimeout", "\"00:01:00\"" },
        { "InProgressStatusCode", "429" },
        { "InProgressTimeout", "\"00:00:01\"" },
        { "MaxDeliveryAge", "\"01:00:00\"" },
        { "MaxRequestBodySize", "1000" },
        { "RetryAfter", "\"00:01:00\"" },
        { "RetryFailedHandlersOnly", "true" },
        { "StoreTimeout", "\"00:00:01\"" },
        { "UseRequestServices", "false" },
    };

    [Theory]
    [MemberData(nameof(ChangedOptions))]
    public async Task Reload_OptionChanges_IsApplied(string option, string value)
    {
        await using var app = await StartAsync(ServerKind.TestHost);

        await EditAsync(app, $$"""{ "HelpCrunch": { "SigningKeys": { "2025": "the old key" }, "{{option}}": {{value}} } }""");

        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 3);
    }

    [Fact]
    public void ChangedOptions_EveryOptionOfTheConfiguration_IsListed() =>
        typeof(HelpCrunchWebhooksEndpointOptions).GetProperties()
            .Where(option => option.CanWrite && !option.PropertyType.IsSubclassOf(typeof(Delegate)))
            .Select(option => option.Name)
            .Should().BeEquivalentTo(ChangedOptions.Select(row => (string)row[0]));

    [Theory]
    [InlineData("MaxRequestBodySize", "\"256 KB\"", "HelpCrunch:MaxRequestBodySize cannot be read. It must be a whole number of bytes, such as 262144.")]
    [InlineData("MaxRequestBodySize", "0", "HelpCrunch:MaxRequestBodySize must be at least 1.")]
    [InlineData("HandlerTimeout", "\"1\"", "HelpCrunch:HandlerTimeout cannot be read. It must be a time with colons: 00:01:00 is one minute, 1.00:00:00 is one day.")]
    [InlineData("DeduplicationWindow", "\"-00:00:01\"", "HelpCrunch:DeduplicationWindow must be between zero (disables deduplication) and 365 days.")]
    [InlineData("MaxDeliveryAge", "\"00:00:00\"", "HelpCrunch:MaxDeliveryAge must be greater than zero and at most 365 days.")]
    [InlineData("InProgressTimeout", "\"01:00:00\"", "HelpCrunch:InProgressTimeout must be between zero and one minute.")]
    [InlineData("InProgressStatusCode", "200", "HelpCrunch:InProgressStatusCode must be between 400 and 599. A sender takes other statuses for a success.")]
    [InlineData("StoreTimeout", "\"00:00:00\"", "HelpCrunch:StoreTimeout must be greater than zero and at most 5 minutes.")]
    [InlineData("RetryAfter", "\"-00:00:01\"", "HelpCrunch:RetryAfter must be between zero and one day.")]
    [InlineData("UseRequestServices", "\"yes\"", "HelpCrunch:UseRequestServices cannot be read. It must be true or false.")]
    public async Task Reload_InvalidSizeOrTime_KeepsThePreviousValueAndSaysSo(string option, string value, string problem)
    {
        await using var app = await StartAsync(ServerKind.TestHost);

        await EditAsync(app, $$"""{ "HelpCrunch": { "SigningKeys": { "2025": "the old key" }, "{{option}}": {{value}} } }""");
        await EditAsync(app, $$"""{ "Other": 1, "HelpCrunch": { "SigningKeys": { "2025": "the old key" }, "{{option}}": {{value}} } }""");

        (await PostAsync(app, "1", OldKey)).Should().Be(200);
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level >= LogLevel.Warning).Which.Should().BeEquivalentTo(new
        {
            Id = new EventId(30, "PreviousOptionsUsed"),
            Level = LogLevel.Error,
            Message = $"The options of HelpCrunch webhooks changed, and some are not valid. The previous values of {option} stay in effect until the options are corrected. After a restart, the app would not start. {problem}",
        });

        await EditAsync(app, """{ "HelpCrunch": { "SigningKeys": { "2025": "the old key" } } }""");
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 3, "the options are corrected");
    }

    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Reload_InvalidSizeAndNewKeys_UsesTheNewKeysAndThePreviousSize(ServerKind server)
    {
        await using var app = await StartAsync(server, options: """ "SigningKeys": [ "the old key" ], "MaxRequestBodySize": 300 """);

        await EditAsync(app, """{ "HelpCrunch": { "SigningKeys": [ "the new key" ], "MaxRequestBodySize": -1 } }""");
        await EditAsync(app, """{ "HelpCrunch": { "SigningKeys": [ "the new key" ], "MaxRequestBodySize": -2, "HandlerTimeout": "soon" } }""");

        (await PostAsync(app, "1", OldKey)).Should().Be(401, "a removed key is not accepted");
        (await PostAsync(app, "1", NewKey)).Should().Be(200);
        (await PostAsync(app, new string('1', 300), NewKey)).Should().Be(413);
    }

    [Theory]
    [InlineData(""" "SigningKeys": [], "MaxRequestBodySize": 0 """, "No signing key.")]
    [InlineData(""" "SigningKeys": [ "the old key" ], "AllowUnsignedRequests": "no", "MaxRequestBodySize": 0 """, "HelpCrunch:AllowUnsignedRequests cannot be read.")]
    [InlineData(""" "SigningKeys": { "a": { "Name": "2025", "Secret": "the old key" }, "b": { "Name": "2025", "Secret": "the new key" } } """, "HelpCrunch:SigningKeys has 2 keys named '2025'.")]
    [InlineData(""" "SigningKeys": { "the old key": "the old key" } """, "HelpCrunch:SigningKeys has a key whose name is the secret.")]
    public async Task Reload_InvalidKeysOrUnsignedAccess_Closes(string options, string problem)
    {
        await using var app = await StartAsync(ServerKind.TestHost);

        await EditAsync(app, $$"""{ "HelpCrunch": { {{options}} } }""");

        (await PostAsync(app, "1", OldKey)).Should().Be(503);
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level == LogLevel.Error).Which.Should().Match<LogEntry>(entry =>
            entry.Id.Id == 4 && entry.Message.Contains(problem, StringComparison.Ordinal));

        await EditAsync(app, """{ "HelpCrunch": { "SigningKeys": [ "the old key" ] } }""");
        (await PostAsync(app, "1", OldKey)).Should().Be(200);
    }

    [Fact]
    public async Task Reload_KeyWithALineEnd_WarnsOnce()
    {
        await using var app = await StartAsync(ServerKind.TestHost);

        await EditAsync(app, """{ "HelpCrunch": { "SigningKeys": { "2026": "the new key\n" } } }""");
        await EditAsync(app, """{ "HelpCrunch": { "SigningKeys": { "2026": "the new key\n" }, "MaxRequestBodySize": 500 } }""");

        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 6).Which.Message.Should().Contain(" The signing key '2026' ends with a line end. ");
    }

    [Fact]
    public async Task Reload_ConfigureOfTheAppThrows_RejectsUntilItPasses()
    {
        var fails = false;
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, configure: builder => builder.Services
            .Configure<HelpCrunchWebhooksEndpointOptions>(_ =>
            {
                if (Volatile.Read(ref fails))
                {
                    throw new FormatException("The limit is not a number.");
                }
            }));
        var cache = app.Services.GetRequiredService<IOptionsMonitorCache<HelpCrunchWebhooksEndpointOptions>>();

        Volatile.Write(ref fails, true);
        cache.Clear();
        (await PostAsync(app, "1", ReceiverApp.Key)).Should().Be(503);
        (await PostAsync(app, "1", ReceiverApp.Key)).Should().Be(503);
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 4).Which.Message.Should().EndWith(" The limit is not a number.");

        Volatile.Write(ref fails, false);
        cache.Clear();
        (await PostAsync(app, "1", ReceiverApp.Key)).Should().Be(200);
    }

    [Fact]
    public async Task Reload_NewFunctions_AreUsedAndNotLogged()
    {
        string[] accounts = ["first", "second"];
        var loads = 0;
        List<(int Load, string? Account)> parked = [];
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => webhooks.AddHandler<ChatRatedEvent>((_, _) => throw new FormatException("The name is too long.")),
            settings: [],
            configure: builder => builder.Services.Configure<HelpCrunchWebhooksEndpointOptions>(options =>
            {
                var load = loads++;
                options.AccountResolver = (_, _) => new(new WebhookAccount(accounts[load], [ReceiverApp.Key]));
                options.TryPark = (failed, _) =>
                {
                    parked.Add((load, failed.Delivery.Account));
                    return new(true);
                };
            }));

        await app.PostAsync(Bodies.ChatRated());
        app.Services.GetRequiredService<IOptionsMonitorCache<HelpCrunchWebhooksEndpointOptions>>().Clear();
        await app.PostAsync(Bodies.ChatRated());

        parked.Should().Equal((0, "first"), (1, "second"));
        app.Logs.FromSdk.Should().NotContain(entry => entry.Id.Id == 3);
    }

    [Fact]
    public async Task Reload_OtherSettings_LogsNoChange()
    {
        await using var app = await StartAsync(ServerKind.TestHost);

        await EditAsync(app, """{ "Other": 1, "HelpCrunch": { "SigningKeys": [ { "Name": "2025", "Secret": "the old key" } ] } }""");
        (await PostAsync(app, "1", OldKey)).Should().Be(200);

        app.Logs.FromSdk.Should().NotContain(entry => entry.Id.Id == 3);
    }

    [Theory]
    [InlineData(""" "SigningKeys": [ { "Name": "2025", "Secret": "the new key" } ] """)]
    [InlineData(""" "SigningKeys": [ { "Name": "2026", "Secret": "the old key" } ] """)]
    [InlineData(""" "SigningKeys": [ { "Name": "2025", "Secret": "the old key" } ], "AllowUnsignedRequests": true """)]
    [InlineData(""" "SigningKeys": [ { "Name": "2025", "Secret": "the old key" } ], "MaxRequestBodySize": 1000 """)]
    [InlineData(""" "SigningKeys": [ { "Name": "2025", "Secret": "the old key" } ], "DeduplicationWindow": "00:01:00" """)]
    [InlineData(""" "SigningKeys": [ { "Name": "2025", "Secret": "the old key" } ], "HandlerTimeout": "00:01:00" """)]
    public async Task Reload_ChangedSettings_LogsTheChangeOnce(string options)
    {
        await using var app = await StartAsync(ServerKind.TestHost);

        await EditAsync(app, $$"""{ "HelpCrunch": { {{options}} } }""");
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 3);
        await EditAsync(app, $$"""{ "Other": 1, "HelpCrunch": { {{options}} } }""");
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 3);
    }

    [Fact]
    public async Task Reload_UnsignedIsAllowed_WarnsAsAtTheStart()
    {
        await using var app = await StartAsync(ServerKind.TestHost);

        await EditAsync(app, """{ "HelpCrunch": { "AllowUnsignedRequests": true, "SigningKeys": [ { "Name": "2025", "Secret": "the old key" } ] } }""");

        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level == LogLevel.Warning).Which.Id.Name.Should().Be("UnsignedAllowed");
    }

    [Fact]
    public async Task Reload_AppValidationFails_RejectsUntilItPasses()
    {
        var limit = 1;
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, configure: builder => builder.Services
            .AddOptions<HelpCrunchWebhooksEndpointOptions>()
            .Validate(options => options.SigningKeys.Count <= Volatile.Read(ref limit), "There are more keys than our rules allow."));
        var cache = app.Services.GetRequiredService<IOptionsMonitorCache<HelpCrunchWebhooksEndpointOptions>>();
        (await PostAsync(app, "1", ReceiverApp.Key)).Should().Be(200);

        Volatile.Write(ref limit, 0);
        cache.Clear();
        (await PostAsync(app, "2", ReceiverApp.Key)).Should().Be(503);
        (await PostAsync(app, "2", ReceiverApp.Key)).Should().Be(503);
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 4).Which.Message.Should().EndWith(" There are more keys than our rules allow.");

        Volatile.Write(ref limit, 1);
        cache.Clear();
        (await PostAsync(app, "2", ReceiverApp.Key)).Should().Be(200);
    }

    [Fact]
    public async Task Reload_UnknownSetting_WarnsOnce()
    {
        await using var app = await StartAsync(ServerKind.TestHost);

        await EditAsync(app, """{ "HelpCrunch": { "ClaimTimeOuts": "", "SigningKeys": [ { "Name": "2025", "Secret": "the old key" } ] } }""");
        await EditAsync(app, """{ "HelpCrunch": { "ClaimTimeOuts": "", "MaxRequestBodySize": 5, "SigningKeys": [ { "Name": "2025", "Secret": "the old key" } ] } }""");

        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 6).Which.Message.Should().Contain(" Unknown setting 'HelpCrunch:ClaimTimeOuts' is ignored.");
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private async Task<ReceiverApp> StartAsync(
        ServerKind server,
        Action<WebApplication>? map = null,
        string options = """ "SigningKeys": [ { "Name": "2025", "Secret": "the old key" } ] """)
    {
        await System.IO.File.WriteAllTextAsync(File, $$"""{ "HelpCrunch": { {{options}} } }""");
        return await ReceiverApp.StartAsync(
            server,
            settings: [],
            configure: builder => builder.Configuration.AddJsonFile(File, optional: false, reloadOnChange: true),
            map: map);
    }

    /// <summary>The options change after the headers of a request, and before its body.</summary>
    private async Task<ReceiverApp> StartWithSlowBodyAsync(string before, string after)
    {
        ReceiverApp? app = null;
        return app = await StartAsync(
            ServerKind.TestHost,
            application =>
            {
                application.Use((context, next) =>
                {
                    context.Request.Body = new SlowStream(context.Request.Body, () => EditAsync(app!, $$"""{ "HelpCrunch": { {{after}} } }"""));
                    return next(context);
                });
                application.MapHelpCrunchWebhooks(ReceiverApp.Path);
            },
            before);
    }

    /// <summary>Edits the file, and waits until the app has reloaded it.</summary>
    private async Task EditAsync(ReceiverApp app, string json)
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var configuration = app.Services.GetRequiredService<IConfiguration>();
        var edit = $"{++_edits}";
        using var listening = app.Services.GetRequiredService<IOptionsMonitor<HelpCrunchWebhooksEndpointOptions>>().OnChange(_ =>
        {
            // The watcher can report an edit twice, the second time after the next edit has started.
            if (configuration["Edit"] == edit)
            {
                heard.TrySetResult();
            }
        });

        // Written to another file and moved, so that the app does not read an incomplete file.
        await System.IO.File.WriteAllTextAsync(File + ".new", $"{{ \"Edit\": {edit}, {json[1..]}");
        System.IO.File.Move(File + ".new", File, overwrite: true);
        await heard.Task.WaitAsync(Wait.Long);
    }

    private static async Task<int> PostAsync(ReceiverApp app, string id, WebhookSigningKey key) =>
        (await app.PostAsync(Bodies.ChatRated(id), key)).Status;

    /// <summary>A content that runs an action before it sends its body.</summary>
    private sealed class SlowStream(Stream body, Func<Task> happen) : MemoryStream
    {
        private Task? _happening;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await (_happening ??= happen());
            return await body.ReadAsync(buffer, cancellationToken);
        }
    }
}

using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>Where signing keys come from, and what was added to them on the way.</summary>
public sealed class SigningKeyConfigurationTests : IDisposable
{
    private const string Secret = "made-up-signing-key";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("helpcrunch-keys-");

    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task AddHelpCrunchWebhooks_SameSectionInTwoModules_AddsTheHandlersOfBoth(ServerKind server)
    {
        var first = new Recorder();
        var second = new Recorder();
        await using var app = await ReceiverApp.StartAsync(
            server,
            webhooks => webhooks.AddHandler<ChatRatedEvent>(first.RecordAsync),
            settings: new() { ["HelpCrunch:SigningKeys:0:Secret"] = Secret, ["HelpCrunch:Unknown"] = "1" },
            configure: builder => builder.Services
                .AddHelpCrunchWebhooks(builder.Configuration.GetSection("HelpCrunch"))
                .AddHandler<ChatRatedEvent>(second.RecordAsync));

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);
        first.Events.Should().ContainSingle();
        second.Events.Should().ContainSingle();
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 6, "the second call adds its handlers and nothing else");
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 1).Which.Message.Should().EndWith("Signing keys: default.");
    }

    [Fact]
    public async Task AddEndpoint_SameSectionAfterOptionsInCode_KeepsTheOptionsInCode()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            settings: new() { ["HelpCrunch:SigningKeys:0:Secret"] = Secret, ["HelpCrunch:MaxRequestBodySize"] = "100000" },
            configure: builder => builder.Services
                .AddHelpCrunchWebhooks(builder.Configuration.GetSection("HelpCrunch"))
                .AddEndpoint(options => options.MaxRequestBodySize = 10));

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(413);
    }

    [Fact]
    public async Task AddEndpoint_SameSectionWithAnInvalidOption_NamesItOnce()
    {
        await using var app = ReceiverApp.Create(
            ServerKind.TestHost,
            out _,
            out _,
            settings: new() { ["HelpCrunch:SigningKeys:0:Secret"] = "" },
            configure: builder => builder.Services.AddHelpCrunchWebhooks(builder.Configuration.GetSection("HelpCrunch")));

        (await FluentActions.Awaiting(() => app.StartAsync()).Should().ThrowAsync<OptionsValidationException>()).WithMessage(
            "HelpCrunch:SigningKeys:0:Secret is empty. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks) into it.");
    }

    [Theory]
    [InlineData("HelpCrunch")] // Another section of the same path, or another one with the same key.
    [InlineData("Shared")]
    public async Task AddEndpoint_OneKeyFromTwoSections_IsOneKey(string path)
    {
        var other = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [path + ":SigningKeys:0:Secret"] = Secret }).Build();
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            settings: new() { ["HelpCrunch:SigningKeys:0:Secret"] = Secret },
            configure: builder => builder.Services.AddHelpCrunchWebhooks(other.GetSection(path)));

        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey(Secret))).Status.Should().Be(200);
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 5).Which.Message.Should().EndWith("Signing keys: default.");
    }

    [Fact]
    public async Task AddHelpCrunchWebhooks_SameKeyInCodeInTwoModules_IsOneKey()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            settings: [],
            configure: builder => builder.Services
                .AddHelpCrunchWebhooks(options => options.SigningKeys.Add(new WebhookSigningKey(Secret)))
                .Services.AddHelpCrunchWebhooks(options => options.SigningKeys.Add(new WebhookSigningKey(Secret))));

        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey(Secret))).Status.Should().Be(200);
    }

    [Fact]
    public async Task Start_KeyInCodeReadFromAFileWithALineEnd_Warns()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            settings: [],
            configure: builder => builder.Services
                .AddHelpCrunchWebhooks(options => options.SigningKeys.Add(new WebhookSigningKey(File.ReadAllText(Write(Secret + "\r\n")), "2026"))));

        WarningsOf(app).Should().Equal(
            "The options of HelpCrunch webhooks may be wrong. HelpCrunch:SigningKeys: The signing key '2026' ends with a line end. The key is used unchanged. Remove characters that are not part of the key.");
        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(401, "the signature is from the key without the line end");
    }

    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Start_KeyFromFileWithALineEnd_AcceptsTheSignature(ServerKind server)
    {
        await using var app = await ReceiverApp.StartAsync(
            server,
            settings: [],
            configure: builder => builder.Services
                .AddHelpCrunchWebhooks(options => options.SigningKeys.Add(WebhookSigningKey.FromFile(Write(Secret + "\n"), "2026"))));

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);
        WarningsOf(app).Should().BeEmpty();
    }

    [Fact]
    public async Task Start_KeyOfANamedEndpointInCode_WarnsWithTheEndpoint()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, configure: builder => builder.Services
            .AddHelpCrunchWebhooks()
            .AddEndpoint("shop", options => options.SigningKeys.Add(new WebhookSigningKey("\uFEFFthe shop's key"))));

        WarningsOf(app).Should().Equal(
            "The options of HelpCrunch webhooks 'shop' may be wrong. SigningKeys: The signing key 'default' starts with a byte order mark. The key is used unchanged. Remove characters that are not part of the key.");
    }

    [Fact]
    public async Task Start_ProviderReturnsAKeyWithALineEnd_WarnsOncePerChange()
    {
        IReadOnlyList<WebhookSigningKey> keys = [new(Secret + "\n", "2026")];
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            settings: [],
            configure: builder => builder.Services.AddHelpCrunchWebhooks(options => options.SigningKeyProvider = () => keys));
        const string Warning = "The options of HelpCrunch webhooks may be wrong. SigningKeyProvider: The signing key '2026' ends with a line end. The key is used unchanged. Remove characters that are not part of the key.";

        WarningsOf(app).Should().Equal(Warning);
        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(401);
        WarningsOf(app).Where(warning => warning == Warning).Should().ContainSingle();

        keys = [new($"'{Secret}'", "2027")];
        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(401);
        WarningsOf(app).Should().ContainSingle(warning => warning.Contains("'2027' starts and ends with a quotation mark.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_ProviderHasNoKeysYet_Starts()
    {
        var isLoaded = false;
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            settings: [],
            configure: builder => builder.Services.AddHelpCrunchWebhooks(options => options.SigningKeyProvider =
                () => isLoaded ? [ReceiverApp.Key] : throw new InvalidOperationException("The keys are not loaded yet.")));

        isLoaded = true;

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);
        app.Logs.FromSdk.Should().OnlyContain(entry => entry.Level <= LogLevel.Information);
    }

    [Theory]
    [InlineData("\"\"")] // A shell or an .env file keeps the quotes.
    [InlineData("\uFEFF")]
    [InlineData("\u200B\u00A0")]
    public async Task Start_KeyOfSurroundingCharactersOnly_Fails(string secret)
    {
        await using var app = ReceiverApp.Create(ServerKind.TestHost, out _, out _, settings: new() { ["HelpCrunch:SigningKeys:2026"] = secret });

        (await FluentActions.Awaiting(() => app.StartAsync()).Should().ThrowAsync<OptionsValidationException>()).WithMessage(
            "HelpCrunch:SigningKeys:2026:Secret is empty. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks) into it.");
    }

    [Theory]
    [InlineData("HelpCrunch:SigningKeys:2026")]
    [InlineData("HelpCrunch:SigningKeys:2026:Secret")]
    public async Task Start_KeyUnderItsName_HasTheName(string setting)
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, settings: new() { [setting] = Secret });

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 5).Which.Message.Should().EndWith("Signing keys: 2026.");
    }

    [Fact]
    public async Task Start_SecretAsItsOwnName_FailsWithoutTheSecret()
    {
        await using var app = ReceiverApp.Create(ServerKind.TestHost, out _, out _, settings: new() { [$"HelpCrunch:SigningKeys:{Secret}"] = Secret });

        (await FluentActions.Awaiting(() => app.StartAsync()).Should().ThrowAsync<OptionsValidationException>()).WithMessage(
            "HelpCrunch:SigningKeys has a key whose name is the secret. The name is logged: use another one, such as the year.");
    }

    [Theory]
    [InlineData("HelpCrunch:SigningKeys:0:Secret", """{ "HelpCrunch": { "SigningKeys": [ { "Secret": "development" }, { "Secret": "made-up-development-key" } ] } }""", "'1' from JsonConfigurationProvider (appsettings.json)", "'default'")]
    [InlineData("HelpCrunch:SigningKeys:0", """{ "HelpCrunch": { "SigningKeys": [ "development", "made-up-development-key" ] } }""", "'1' from JsonConfigurationProvider (appsettings.json)", "'default'")]
    [InlineData("HelpCrunch:SigningKeys:2026", """{ "HelpCrunch": { "SigningKeys": { "development": "made-up-development-key" } } }""", "'development' from JsonConfigurationProvider (appsettings.json)", "'2026'")]
    public async Task Start_ProductionKeyBesideADevelopmentKeyOfAnotherProvider_Warns(string setting, string file, string development, string production)
    {
        Write(file, "appsettings.json");
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            settings: [],
            configure: builder => builder.Configuration
                .AddJsonFile(Path.Combine(_directory.FullName, "appsettings.json"))
                .AddInMemoryCollection(new Dictionary<string, string?> { [setting] = Secret }));

        string[] expected = [$"{production} from MemoryConfigurationProvider", development];
        WarningsOf(app).Should().ContainSingle().Which.Should().Match(
            "The options of HelpCrunch webhooks may be wrong. The keys in HelpCrunch:SigningKeys come from more than one configuration provider: *. "
            + "All of them are accepted. Set the keys in one place, and remove a key that is not in use there, such as a key for development.")
            .And.ContainAll(expected);
    }

    [Fact]
    public async Task Start_HostPassesItsConfigurationToTheApp_WarnsWithTheProvidersOfTheHost()
    {
        var host = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["HelpCrunch:SigningKeys:0"] = "made-up-development-key", ["HelpCrunch:SigningKeys:1"] = "another-development-key" })
            .AddInMemoryCollection(new Dictionary<string, string?> { ["HelpCrunch:SigningKeys:0"] = Secret })
            .Build();
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, settings: [], configure: builder => builder.Configuration.AddConfiguration(host));

        WarningsOf(app).Should().ContainSingle().Which.Should().Contain("come from more than one configuration provider: 'default' from MemoryConfigurationProvider, '1' from MemoryConfigurationProvider.");
    }

    [Fact]
    public async Task Start_KeysOfOneProviderThatOverridesAnother_LogsNoWarning()
    {
        Write("""{ "HelpCrunch": { "SigningKeys": [ { "Name": "development", "Secret": "made-up-development-key" } ] } }""", "appsettings.json");
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            settings: [],
            configure: builder => builder.Configuration
                .AddJsonFile(Path.Combine(_directory.FullName, "appsettings.json"))
                .AddInMemoryCollection(new Dictionary<string, string?> { ["HelpCrunch:SigningKeys:0:Secret"] = Secret, ["HelpCrunch:SigningKeys:1:Secret"] = "another-made-up-key" }));

        WarningsOf(app).Should().BeEmpty();
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static IEnumerable<string> WarningsOf(ReceiverApp app) =>
        app.Logs.FromSdk.Where(entry => entry.Id.Id == 6).Select(entry => entry.Message);

    private string Write(string text, string name = "key")
    {
        var path = Path.Combine(_directory.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}

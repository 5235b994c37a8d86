using System.Text;
using HelpCrunch.Webhooks.Sdk.Testing;
using HelpCrunch.Webhooks.Tool.Deliveries;
using HelpCrunch.Webhooks.Tool.Tests.Support;

namespace HelpCrunch.Webhooks.Tool.Tests.Commands;

public sealed class SendTests
{
    private const string Body = """{"event":"customer.new","eventData":{"id":7,"name":"Ann"}, "id":"a"}""";

    public static TheoryData<string> EventTypes => [.. WebhookEventTypes.All];

    [Theory]
    [MemberData(nameof(EventTypes))]
    public async Task Send_EventType_IsAcceptedWithoutDrift(string eventType)
    {
        await using var endpoint = await Endpoint.StartAsync();

        var run = await endpoint.RunAsync("send", eventType, "--to", Endpoint.Url);

        run.Should().BeEquivalentTo(new { ExitCode = 0, Output = $"{Endpoint.Url}: 200 OK, 5.00 ms\n", Error = "" });
        var sent = endpoint.Events.Should().ContainSingle().Subject;
        sent.EventType.Should().Be(eventType);
        sent.CreatedAt.Should().Be(new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero));
        sent.GetDrift().Should().BeEmpty();
    }

    [Fact]
    public async Task Send_Set_ChangesBody()
    {
        await using var endpoint = await Endpoint.StartAsync();

        var run = await endpoint.RunAsync(
            "send", "chat.rated", "--to", Endpoint.Url, "--set", "eventData.rating=poor", "--set", "eventData.chat_id=42", "--set", "eventData.communicatedAgents.0=9", "--set", "eventData.new.deep=null");

        run.ExitCode.Should().Be(0);
        var rated = endpoint.Events.Should().ContainSingle().Which.Should().BeOfType<ChatRatedEvent>().Subject.EventData;
        (rated.Rating, rated.ChatId, rated.CommunicatedAgents[0]).Should().Be((ChatRating.Poor, 42L, 9L));
        rated.AdditionalProperties["new"].GetRawText().Should().Be("""{"deep":null}""");
    }

    [Fact]
    public async Task Send_SetOfPathThatIsNotInTheBody_SaysSoOnceForEachSource()
    {
        await using var endpoint = await Endpoint.StartAsync();
        using var folder = new TemporaryFolder();
        var file = folder.Write("body.json", Body);

        var run = await endpoint.RunAsync(
            "send", "chat.rated", file, "--to", Endpoint.Url, "--count", "3", "--set", "eventData.ratign=poor", "--set", "eventData.id=8", "--set", "eventData.communicatedAgents.0=9");

        run.ExitCode.Should().Be(0);
        run.Error.Should().Be($"""
            chat.rated: --set eventData.ratign: The body has no such property or item, so it is added. Check the spelling.
            chat.rated: --set eventData.id: The body has no such property or item, so it is added. Check the spelling.
            {file}: --set eventData.ratign: The body has no such property or item, so it is added. Check the spelling.
            {file}: --set eventData.communicatedAgents.0: The body has no such property or item, so it is added. Check the spelling.

            """.ReplaceLineEndings("\n"));
        endpoint.Requests.Should().HaveCount(6);
    }

    [Theory]
    [InlineData("eventData.communicatedAgents.0=9", false)]
    [InlineData("eventData.rating=null", false)]
    [InlineData("eventData.communicatedAgents.1=9", true)]
    public async Task Send_SetOfItemOrValue_WarnsOnlyAboutAdditions(string assignment, bool isAdded)
    {
        await using var endpoint = await Endpoint.StartAsync();

        var run = await endpoint.RunAsync("send", "chat.rated", "--retry", "0", "--to", Endpoint.Url, "--set", assignment);

        run.Error.Should().Be(isAdded ? $"chat.rated: --set {assignment.Split('=')[0]}: The body has no such property or item, so it is added. Check the spelling.\n" : "");
        run.ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Send_File_SendsExactBytes()
    {
        await using var endpoint = await Endpoint.StartAsync();
        using var folder = new TemporaryFolder();

        await endpoint.RunAsync("send", folder.Write("body.json", Body), "--to", Endpoint.Url);

        Encoding.UTF8.GetString(endpoint.Requests.Should().ContainSingle().Subject.Body).Should().Be(Body);
    }

    [Fact]
    public async Task Send_Count_SendsDistinctEventsAndReportsLatencies()
    {
        await using var endpoint = await Endpoint.StartAsync();

        var run = await endpoint.RunAsync("send", "chat.new", "customer.new", "--count", "2", "--to", Endpoint.Url);

        run.Output.Should().Be("""
            4 requests to http://localhost/webhooks/helpcrunch in 0.05 s, 89 a second.
            ╭──────────┬──────────╮
            │ response │ requests │
            ├──────────┼──────────┤
            │ 200 OK   │        4 │
            ╰──────────┴──────────╯
            ╭─────────────────┬──────╮
            │ latency         │   ms │
            ├─────────────────┼──────┤
            │ median          │ 5.00 │
            │ 95th percentile │ 5.00 │
            │ 99th percentile │ 5.00 │
            │ largest         │ 5.00 │
            ╰─────────────────┴──────╯

            """.ReplaceLineEndings("\n"));
        endpoint.Events.Select(sent => sent.Id).Should().OnlyHaveUniqueItems().And.HaveCount(4);
    }

    [Fact]
    public async Task Send_Rejected_Exits1()
    {
        await using var endpoint = await Endpoint.StartAsync();

        var run = await endpoint.RunAsync("send", "chat.new", "--key", "other", "--to", Endpoint.Url);

        run.Should().BeEquivalentTo(new { ExitCode = 1, Output = $"{Endpoint.Url}: 401 Unauthorized, 5.00 ms\n" });
    }

    [Fact]
    public async Task Send_DuplicatesAndForgeries_PassWithSoundEndpoint()
    {
        await using var endpoint = await Endpoint.StartAsync();

        var run = await endpoint.RunAsync("send", "chat.rated", "--count", "3", "--duplicates", "--forge", "--retry", "2", "--to", Endpoint.Url);

        run.ExitCode.Should().Be(0, run.Output);
        endpoint.Events.Should().HaveCount(3);
        endpoint.Requests.Should().HaveCountGreaterThan(9);
    }

    [Fact]
    public async Task Send_UnknownName_ListsEventTypes()
    {
        var run = await ToolRun.RunAsync("send", "chat.ratedd", "--to", Endpoint.Url, "--key", "k");

        run.Should().BeEquivalentTo(new { ExitCode = 2, Error = $"'chat.ratedd' is not a file or a documented event type. The event types are {string.Join(", ", WebhookEventTypes.All)}.\n" });
    }

    [Theory]
    [InlineData("--count", "0", "--count needs a number from 1 to 10000000.")]
    [InlineData("--parallel", "-1", "--parallel needs a number from 1 to 10000.")]
    [InlineData("--retry", "-1", "--retry needs a number from 0 to 1000.")]
    [InlineData("--retry", "2147483647", "--retry needs a number from 0 to 1000.")]
    [InlineData("--set", "rating", "--set 'rating' is not PATH=VALUE, such as eventData.rating=poor.")]
    public async Task Send_InvalidOption_IsUsageError(string option, string value, string message)
    {
        var run = await ToolRun.RunAsync("send", "chat.new", "--to", Endpoint.Url, "--key", "k", option, value);

        run.Should().BeEquivalentTo(new { ExitCode = 2, Output = "", Error = $"{message}\nSee 'helpcrunch-webhooks send --help'.\n" });
    }

    [Fact]
    public async Task Send_MoreThanTheLimit_IsUsageError()
    {
        var run = await ToolRun.RunAsync("send", "chat.new", "chat.rated", "--count", "10000000", "--to", Endpoint.Url, "--key", "k");

        run.Should().BeEquivalentTo(new { ExitCode = 2, Output = "", Error = "These are 20000000 deliveries. Send at most 10000000 with one command.\n" });
    }

    [Fact]
    public async Task Replay_Folder_SendsSavedBytesInOrder()
    {
        await using var endpoint = await Endpoint.StartAsync();
        using var folder = new TemporaryFolder();
        await Save(folder, "b", 1, "k1", Endpoint.Key);
        await Save(folder, "a", 2, "k2", Endpoint.Key);

        var run = await endpoint.RunAsync("replay", folder.Path, "--to", Endpoint.Url);

        run.Should().BeEquivalentTo(new { ExitCode = 0, Output = $"b  200 OK  5.00 ms\na  200 OK  5.00 ms\n2 deliveries to {Endpoint.Url} in 0.03 s: 2 accepted.\n", Error = "" });
        endpoint.Events.Select(sent => sent.Id).Should().Equal("k1", "k2");
    }

    [Fact]
    public async Task Replay_OneIsRejected_CountsIt()
    {
        await using var endpoint = await Endpoint.StartAsync();
        using var folder = new TemporaryFolder();
        await Save(folder, "a", 1, "k1", "old-key");
        await Save(folder, "b", 2, "k2", Endpoint.Key);
        await Save(folder, "c", 3, "k3", Endpoint.Key);

        var run = await endpoint.RunAsync("replay", folder.Path, "--to", Endpoint.Url);

        run.Should().BeEquivalentTo(new
        {
            ExitCode = 1,
            Output = $"a  401 Unauthorized  5.00 ms\nb  200 OK  5.00 ms\nc  200 OK  5.00 ms\n3 deliveries to {Endpoint.Url} in 0.04 s: 2 accepted, 1 not accepted.\n",
        });
    }

    [Fact]
    public async Task Replay_OldKey_IsAcceptedOnlyWithResign()
    {
        await using var endpoint = await Endpoint.StartAsync();
        using var folder = new TemporaryFolder();
        await Save(folder, "a", 1, "k1", "old-key");

        (await endpoint.RunAsync("replay", folder.Path, "--to", Endpoint.Url)).Output.Should().Be("a  401 Unauthorized  5.00 ms\n");
        (await endpoint.RunAsync("replay", Path.Combine(folder.Path, "a.delivery.json"), "--to", Endpoint.Url, "--resign")).Output.Should().Be("a  200 OK  5.00 ms\n");
    }

    [Fact]
    public async Task Replay_BodyWithoutSignature_SaysSo()
    {
        await using var endpoint = await Endpoint.StartAsync();
        using var folder = new TemporaryFolder();

        var run = await endpoint.RunAsync("replay", folder.Write("body.json", Body), "--to", Endpoint.Url);

        run.Output.Should().Be("body.json  401 Unauthorized  5.00 ms  (sent without a signature: none was saved)\n");
    }

    [Fact]
    public async Task Replay_EmptyFolder_IsUsageError()
    {
        using var folder = new TemporaryFolder();

        var run = await ToolRun.RunAsync("replay", folder.Path, "--to", Endpoint.Url);

        run.Should().BeEquivalentTo(new { ExitCode = 2, Error = "The folder has no deliveries. 'listen --save DIR' saves them.\n" });
    }

    [Fact]
    public async Task Replay_BothFilesAndTheFolder_SendsEachDeliveryOnceInTheOrderOfReceipt()
    {
        await using var endpoint = await Endpoint.StartAsync();
        using var folder = new TemporaryFolder();
        await Save(folder, "a", 2, "k2", Endpoint.Key);
        await Save(folder, "b", 1, "k1", Endpoint.Key);

        var run = await endpoint.RunAsync(
            "replay", Path.Combine(folder.Path, "a.body.json"), Path.Combine(folder.Path, "a.delivery.json"), Path.Combine(folder.Path, ".", "b.delivery.json"), folder.Path, "--to", Endpoint.Url);

        run.Should().BeEquivalentTo(new { ExitCode = 0, Output = $"b  200 OK  5.00 ms\na  200 OK  5.00 ms\n2 deliveries to {Endpoint.Url} in 0.03 s: 2 accepted.\n", Error = "" });
        endpoint.Events.Select(sent => sent.Id).Should().Equal("k1", "k2");
    }

    [Fact]
    public async Task Replay_FilesWithoutASavedTime_FollowInTheOrderOfTheArguments()
    {
        await using var endpoint = await Endpoint.StartAsync();
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        await Save(folder, "saved", 1, "k1", Endpoint.Key);
        foreach (var (name, minute) in new[] { ("b", 1), ("a", 2), ("a.body.json", 3) })
        {
            File.SetLastWriteTimeUtc(folder.Write(name, Body), DateTime.UnixEpoch.AddMinutes(minute));
        }

        other.Write("2.body.json", Body);
        other.Write("1.body.json", Body);

        string[] names = ["a.body.json", "b", "a", "saved.body.json"];
        var run = await endpoint.RunAsync(["replay", .. names.Select(name => Path.Combine(folder.Path, name)), other.Path, "--to", Endpoint.Url]);

        run.Output.Split('\n').Select(line => line.Split("  ")[0]).Take(6).Should().Equal("saved", "a", "b", "a", "1", "2");
    }

    [Fact]
    public async Task Save_Canceled_LeavesNoFile()
    {
        using var folder = new TemporaryFolder();

        var save = () => Save(folder, "a", 1, "k1", Endpoint.Key, cancellationToken: new CancellationToken(canceled: true));

        await save.Should().ThrowAsync<OperationCanceledException>();
        Directory.GetFiles(folder.Path).Should().BeEmpty();
    }

    [Fact]
    public async Task Save_HeadCannotBeWritten_LeavesNoBody()
    {
        using var folder = new TemporaryFolder();
        var head = folder.Write("a.delivery.json", "{}");

        var save = () => Save(folder, "a", 1, "k1", Endpoint.Key);

        await save.Should().ThrowAsync<IOException>();
        Directory.GetFiles(folder.Path).Should().Equal(head);
        (await File.ReadAllTextAsync(head)).Should().Be("{}");
    }

    [Fact]
    public async Task Save_BodyExists_LeavesItWithoutAHead()
    {
        using var folder = new TemporaryFolder();
        var body = folder.Write("a.body.json", "{}");

        var save = () => Save(folder, "a", 1, "k1", Endpoint.Key);

        await save.Should().ThrowAsync<IOException>();
        Directory.GetFiles(folder.Path).Should().Equal(body);
        (await File.ReadAllTextAsync(body)).Should().Be("{}");
    }

    [Fact]
    public async Task Send_BothFilesOfASavedDelivery_SendsTheBody()
    {
        await using var endpoint = await Endpoint.StartAsync();
        using var folder = new TemporaryFolder();
        await Save(folder, "a", 1, "k1", Endpoint.Key);

        var run = await endpoint.RunAsync("send", Path.Combine(folder.Path, ".", "a.delivery.json"), Path.Combine(folder.Path, "a.body.json"), "--to", Endpoint.Url);

        run.ExitCode.Should().Be(0, run.Error);
        endpoint.Events.Select(sent => sent.Id).Should().Equal("k1");
    }

    [Fact]
    public async Task Send_SetInASampleWithANameTwice_DoesNotSuggestToSendTheFile()
    {
        var run = await ToolRun.RunAsync(
            "send", "customer.new", "--to", Endpoint.Url, "--key", "k", "--set", "eventData={\"secret\":1,\"secret\":2}", "--set", "eventData.id=8");

        run.Should().BeEquivalentTo(new
        {
            ExitCode = 2,
            Output = "",
            Error = "customer.new: --set cannot be used: an object has a name twice, or a name or text is not valid Unicode.\n",
        });
    }

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("application/json; charset=utf-8", "application/json; charset=utf-8")]
    [InlineData("anything", "anything")]
    public async Task Replay_Delivery_HasTheSavedContentType(string? saved, string sent)
    {
        await using var endpoint = await Endpoint.StartAsync();
        using var folder = new TemporaryFolder();
        await Save(folder, "a", 1, "k1", Endpoint.Key, saved);

        await endpoint.RunAsync("replay", folder.Path, "--to", Endpoint.Url);

        endpoint.Requests.Should().ContainSingle().Subject.ContentType.Should().Be(sent);
    }

    [Theory]
    [InlineData("""{"event":"customer.new","secret":1,"secret":2,"id":"a"}""", "eventData.id=8")]
    [InlineData("""{"event":"customer.new","eventData":{"secret":1,"secret":2},"id":"a"}""", "eventData.id=8")]
    [InlineData("""{"event":"customer.new","secret\ud800":1,"id":"a"}""", "eventData.id=8")]
    [InlineData("""{"event":"customer.new","id":"a"}""", "eventData={\"secret\":1,\"secret\":2}", "eventData.id=8")]
    public async Task Send_SetInABodyThatJsonNodeCannotRead_IsUsageErrorWithoutTheName(string body, params string[] assignments)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("body.json", body);

        var run = await ToolRun.RunAsync(["send", file, "--to", Endpoint.Url, "--key", "k", .. assignments.SelectMany(assignment => new[] { "--set", assignment })]);

        run.Should().BeEquivalentTo(new
        {
            ExitCode = 2,
            Output = "",
            Error = $"{file}: --set cannot be used: an object has a name twice, or a name or text is not valid Unicode. Without --set, the file is sent as it is.\n",
        });
    }

    private static Task Save(TemporaryFolder folder, string name, int second, string id, string key, string? contentType = null, CancellationToken cancellationToken = default)
    {
        var webhook = new SignedWebhook(WebhookSamples.ChatNew() with { Id = id }, new WebhookSigningKey(key));
        return new SavedDelivery
        {
            Name = name,
            ReceivedAt = DateTimeOffset.UnixEpoch.AddSeconds(second),
            Signature = webhook.Signature,
            ContentType = contentType,
            Body = webhook.Body,
        }.SaveAsync(folder.Path, cancellationToken);
    }
}

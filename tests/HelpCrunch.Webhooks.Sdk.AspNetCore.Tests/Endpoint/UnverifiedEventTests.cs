using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

#pragma warning disable CA1822 // MVC treats only instance methods as actions.

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>Endpoints that bind events from requests whose signature is not verified.</summary>
public sealed class UnverifiedEventTests
{
    public static TheoryData<Delegate, string> HandlersThatBindAnEvent { get; } = new()
    {
        { (WebhookEvent webhookEvent) => webhookEvent.Id, "WebhookEvent" },
        { (ChatEvent webhookEvent) => webhookEvent.Id, "ChatEvent" },
        { ([FromBody] ChatRatedEvent? webhookEvent) => webhookEvent?.Id, "ChatRatedEvent" },
        { (UnknownEvent webhookEvent) => webhookEvent.Id, "UnknownEvent" },
        { (CustomEvent<Dictionary<string, string>> webhookEvent) => webhookEvent.Id, "CustomEvent<Dictionary<String, String>>" },
        { (WebhookEvent<MessageEventData> webhookEvent) => webhookEvent.Id, "WebhookEvent<MessageEventData>" },
        { (CustomerEventData data) => data.Id, "CustomerEventData" },
        { (List<WebhookEvent> events) => events.Count, "List<WebhookEvent>" },
        { (ChatEventData[] data) => data.Length, "ChatEventData[]" },
        { ([AsParameters] Parameters parameters) => parameters.Event.Id, "WebhookEvent" },
    };

    [Theory]
    [MemberData(nameof(HandlersThatBindAnEvent))]
    public async Task Start_HandlerThatBindsAnEvent_Warns(Delegate handler, string type)
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, map: app => app.MapPost("/custom", handler));

        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level == LogLevel.Warning).Which.Should().BeEquivalentTo(new
        {
            Id = new EventId(9, "UnverifiedEvent"),
            Message = Warning("HTTP: POST /custom", type),
        });
    }

    [Fact]
    public async Task Post_ForgedToAHandlerThatBindsAnEvent_ReachesIt() // This is what the warning is for.
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, map: app => app.MapPost("/custom", (WebhookEvent webhookEvent) => webhookEvent.Id));

        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another key"), "/custom")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Start_EventNotBoundFromTheRequest_LogsNoWarning()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            configure: builder => builder.Services.AddSingleton(new ChatRatedEvent { Id = "1", EventData = new ChatEventData { ChatId = 743 } }),
            map: app =>
            {
                app.MapPost("/verified", (WebhookEvent webhookEvent) => webhookEvent.Id).RequireHelpCrunchSignature();
                app.MapPost("/service", (ChatRatedEvent webhookEvent) => webhookEvent.Id);
                app.MapPost("/named-service", ([FromServices] ChatRatedEvent webhookEvent) => webhookEvent.Id);
                app.MapPost("/described", (HttpRequest request) => request.Path).Accepts<WebhookEvent>("application/json");
                app.MapPost("/other", (Dictionary<string, string> body) => body.Count);
                app.MapPost("/delegate", (HttpContext context) => Task.CompletedTask);
            });

        app.Logs.FromSdk.Should().NotContain(entry => entry.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task Start_ActionsThatBindAnEvent_Warns()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            configure: builder => builder.AddControllers(typeof(ApiController), typeof(PlainController)),
            map: app => app.MapControllers());

        app.Logs.FromSdk.Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Message).Should().BeEquivalentTo(
            Warning(Action("ApiController.Body"), "WebhookEvent"),
            Warning(Action("ApiController.List"), "List<ChatRatedEvent>"),
            Warning(Action("PlainController.Body"), "WebhookEvent"),
            Warning(Action("PlainController.Form"), "ChatEventData"));
        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another key"), "/body")).Status.Should().Be(200, "this is what the warning is for");
    }

    [Fact]
    public async Task Start_ActionsWithVerifiedRequests_LogsNoWarning()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            configure: builder => builder.AddControllers(typeof(ApiController), typeof(PlainController)),
            map: app => app.MapControllers().RequireHelpCrunchSignature());

        app.Logs.FromSdk.Should().NotContain(entry => entry.Level == LogLevel.Warning);
    }

    private static string Action(string name) =>
        $"HelpCrunch.Webhooks.Sdk.AspNetCore.Tests.UnverifiedEventTests+{name} (HelpCrunch.Webhooks.Sdk.AspNetCore.Tests)";

    private static string Warning(string endpoint, string type) =>
        $"The endpoint '{endpoint}' binds {type} from the request without verifying the signature, so anyone can send events to it. "
        + "Use a VerifiedWebhook parameter instead, and call RequireHelpCrunchSignature() where the endpoint is mapped, or put [RequireHelpCrunchSignature] on the controller action.";

    private sealed record Parameters(WebhookEvent Event);

    [Microsoft.AspNetCore.Mvc.ApiController]
    private sealed class ApiController : ControllerBase
    {
        [HttpPost("/body")]
        public string Body(WebhookEvent webhookEvent) => webhookEvent.Id;

        [HttpPost("/list")]
        public int List(List<ChatRatedEvent> events) => events.Count;

        [HttpPost("/service")]
        public string Service([FromServices] ChatRatedEvent webhookEvent) => webhookEvent.Id;
    }

    private sealed class PlainController : Controller
    {
        [HttpPost("/plain-body")]
        public string Body([FromBody] WebhookEvent webhookEvent) => webhookEvent.Id;

        [HttpPost("/form")]
        public long Form(ChatEventData data) => data.ChatId;

        [HttpPost("/custom-binder")]
        public string CustomBinder([ModelBinder(typeof(CustomModelBinder))] WebhookEvent webhookEvent) => webhookEvent.Id;
    }

    private sealed class CustomModelBinder : IModelBinder
    {
        public Task BindModelAsync(ModelBindingContext bindingContext) => Task.CompletedTask;
    }
}

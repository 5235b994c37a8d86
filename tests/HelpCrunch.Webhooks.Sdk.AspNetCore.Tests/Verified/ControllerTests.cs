using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

#pragma warning disable CA1822 // MVC treats only instance methods as actions.

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>Controllers that receive webhooks.</summary>
public sealed class ControllerTests
{
    private static readonly WebhookSigningKey ShopKey = new("the shop's key", "shop-2026");

    [Theory]
    [InlineData(ServerKind.TestHost, "/plain")]
    [InlineData(ServerKind.TestHost, "/api")]
    [InlineData(ServerKind.Kestrel, "/plain")]
    [InlineData(ServerKind.Kestrel, "/api")]
    public async Task Post_SignedToAnActionWithTheAttribute_BindsTheWebhook(ServerKind server, string path)
    {
        await using var app = await StartAsync(server, typeof(PlainController), typeof(ApiController));

        (await app.PostAsync(Bodies.ChatRated(), path: path)).Should().Be(new EndpointResponse(200, "text/plain; charset=utf-8", "chat.rated by 2026, True"));
    }

    [Theory]
    [InlineData(ServerKind.TestHost, "/plain")]
    [InlineData(ServerKind.TestHost, "/api")]
    [InlineData(ServerKind.Kestrel, "/plain")]
    [InlineData(ServerKind.Kestrel, "/api")]
    public async Task Post_RejectedByTheAttribute_DoesNotReachTheAction(ServerKind server, string path)
    {
        await using var app = await StartAsync(server, typeof(PlainController), typeof(ApiController));

        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another key"), path)).Should().Be(EndpointResponse.Empty(401));
        (await app.PostAsync("[]", path: path)).Should().Be(new EndpointResponse(
            400,
            "application/problem+json",
            """{"title":"The body is not a HelpCrunch webhook.","status":400,"code":"NotAnObject","path":"$","lineNumber":0,"bytePositionInLine":0}"""));
        (await app.PostAsync(Bodies.OfLength(300_000), path: path)).Should().Be(EndpointResponse.Empty(413));
        app.Services.GetRequiredService<Reached>().Count.Should().Be(0);
    }

    [Fact]
    public async Task Post_AttributeWithAName_VerifiesWithTheKeysOfTheName()
    {
        await using var app = await StartAsync(ServerKind.TestHost, typeof(ShopController));

        (await app.PostAsync(Bodies.ChatRated(), ShopKey, "/shop")).Body.Should().Be("shop-2026");
        (await app.PostAsync(Bodies.ChatRated(), path: "/shop")).Status.Should().Be(401);
    }

    [Fact]
    public async Task Post_ActionThatBindsTheBody_GetsTheVerifiedBody()
    {
        await using var app = await StartAsync(ServerKind.TestHost, typeof(BodyController));

        (await app.PostAsync(Bodies.ChatRated(), path: "/body")).Body.Should().Be(Bodies.Id);
        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another key"), "/body")).Status.Should().Be(401);
        app.Logs.FromSdk.Should().NotContain(entry => entry.Level == LogLevel.Warning && entry.Id.Id < 20);
    }

    [Fact]
    public async Task Post_ApiControllerThatBindsTheBodyToo_BindsBoth()
    {
        await using var app = await StartAsync(ServerKind.TestHost, typeof(BodyController));

        (await app.PostAsync(Bodies.ChatRated(id: "1"), path: "/both")).Body.Should().Be("1 1");
    }

    [Fact]
    public async Task Post_Webhook_IsNotValidatedByMvc()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            configure: builder =>
            {
                builder.Services.AddSingleton<Reached>();
                builder.AddControllers(typeof(ApiController)).AddMvcOptions(options => options.MaxValidationDepth = 1); // An event is nested more deeply.
            },
            map: app => app.MapControllers());

        (await app.PostAsync(Bodies.ChatRated(), path: "/api")).Body.Should().Be("chat.rated by 2026, True");
    }

    [Theory]
    [InlineData("/without")]
    [InlineData("/conventional")]
    public async Task Post_AllControllersVerified_BindsTheWebhook(string path)
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            configure: builder => builder.AddControllers(typeof(WithoutController), typeof(ConventionalController)),
            map: app =>
            {
                app.MapControllers().RequireHelpCrunchSignature();
                app.MapControllerRoute("default", "{controller}/{action=Post}").RequireHelpCrunchSignature();
            });

        (await app.PostAsync(Bodies.ChatRated(), path: path)).Body.Should().Be("2026");
        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another key"), path)).Should().Be(EndpointResponse.Empty(401));
    }

    [Theory]
    [InlineData(typeof(WithoutController), "WithoutController.Post")]
    [InlineData(typeof(ConventionalController), "ConventionalController.Post")]
    public async Task Start_ActionThatIsNotVerified_Throws(Type controller, string action)
    {
        await using var app = Create(
            builder => builder.AddControllers(controller),
            app =>
            {
                app.MapControllers();
                app.MapControllerRoute("default", "{controller}/{action=Post}");
            });

        (await FluentActions.Awaiting(() => app.StartAsync()).Should().ThrowAsync<InvalidOperationException>()).WithMessage(
            $"The endpoint 'HelpCrunch.Webhooks.Sdk.AspNetCore.Tests.ControllerTests+{action} (HelpCrunch.Webhooks.Sdk.AspNetCore.Tests)' takes a VerifiedWebhook, but its requests are not verified. Call RequireHelpCrunchSignature() where it is mapped, or put [RequireHelpCrunchSignature] on the controller action.");
    }

    [Fact]
    public async Task Start_AttributeAddedAsMetadata_Throws()
    {
        await using var app = Create(
            builder => builder.AddControllers(typeof(WithoutController)),
            app => app.MapControllers().WithMetadata(new RequireHelpCrunchSignatureAttribute()));

        (await FluentActions.Awaiting(() => app.StartAsync()).Should().ThrowAsync<InvalidOperationException>()).WithMessage(
            "The endpoint 'HelpCrunch.Webhooks.Sdk.AspNetCore.Tests.ControllerTests+WithoutController.Post (HelpCrunch.Webhooks.Sdk.AspNetCore.Tests)' has the attribute [RequireHelpCrunchSignature], which applies only to controllers and actions. Call RequireHelpCrunchSignature() where the endpoint is mapped.");
    }

    [Fact]
    public async Task Start_AttributeWithAnUnknownName_FailsWithTheMissingCall()
    {
        await using var app = Create(builder => builder.AddControllers(typeof(ShopController)), app => app.MapControllers());

        (await FluentActions.Awaiting(() => app.StartAsync()).Should().ThrowAsync<InvalidOperationException>()).WithMessage(
            "The endpoint 'shop' was not added. Call AddEndpoint(\"shop\", configuration.GetSection(…)) on the builder that AddHelpCrunchWebhooks() returns.");
    }

    [Fact]
    public async Task Start_HandlersOfAnAttributesName_LogsNoWarning()
    {
        await using var app = await StartAsync(ServerKind.TestHost, typeof(PlainController));

        app.Logs.FromSdk.Should().NotContain(entry => entry.Level == LogLevel.Warning);
    }

    [Theory]
    [InlineData("/plain", 400)]
    [InlineData("/ignores", 200)]
    public async Task Post_WithTheAntiforgeryFilterOnAllActions_NeedsIgnoreAntiforgeryToken(string path, int status)
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            configure: builder =>
            {
                builder.Services.AddSingleton<Reached>();
                builder.AddControllers(typeof(PlainController), typeof(IgnoresAntiforgeryController))
                    .AddMvcOptions(options => options.Filters.Add(new AutoValidateAntiforgeryTokenAttribute()));
            },
            map: app => app.MapControllers());

        (await app.PostAsync(Bodies.ChatRated(), path: path)).Status.Should().Be(status);
    }

    [Fact]
    public void Attribute_WithoutAName_UsesTheUnnamedEndpoint()
    {
        new RequireHelpCrunchSignatureAttribute().EndpointName.Should().BeEmpty();
        new RequireHelpCrunchSignatureAttribute("shop").EndpointName.Should().Be("shop");
        FluentActions.Invoking(() => new RequireHelpCrunchSignatureAttribute(null!)).Should().Throw<ArgumentNullException>().WithParameterName("endpointName");
    }

    private static WebApplication Create(Action<WebApplicationBuilder> configure, Action<WebApplication> map) =>
        ReceiverApp.Create(ServerKind.TestHost, out _, out _, configure: configure, map: map);

    private static Task<ReceiverApp> StartAsync(ServerKind server, params Type[] controllers) => ReceiverApp.StartAsync(
        server,
        webhooks => webhooks.AddHandler<ChatEvent>((_, _) => Task.CompletedTask),
        configure: builder =>
        {
            builder.Services.AddSingleton<Reached>();
            builder.Services.AddHelpCrunchWebhooks().AddEndpoint("shop", options => options.SigningKeys.Add(ShopKey));
            builder.AddControllers(controllers);
        },
        map: app =>
        {
            app.MapHelpCrunchWebhooks(ReceiverApp.Path);
            app.MapControllers();
        });

    private sealed class Reached
    {
        public int Count { get; set; }
    }

    [RequireHelpCrunchSignature]
    private sealed class PlainController(Reached reached) : Controller
    {
        [HttpPost("/plain")]
        public string Post(VerifiedWebhook webhook)
        {
            reached.Count++;
            return $"{webhook.Event.EventType} by {webhook.KeyName}, {ModelState.IsValid}";
        }
    }

    [Microsoft.AspNetCore.Mvc.ApiController]
    private sealed class ApiController(Reached reached) : ControllerBase
    {
        [HttpPost("/api")]
        [RequireHelpCrunchSignature]
        public string Post(VerifiedWebhook webhook)
        {
            reached.Count++;
            return $"{webhook.Event.EventType} by {webhook.KeyName}, {ModelState.IsValid}";
        }
    }

    private sealed class ShopController : ControllerBase
    {
        [HttpPost("/shop")]
        [RequireHelpCrunchSignature("shop")]
        public string? Post(VerifiedWebhook webhook) => webhook.KeyName;
    }

    [Microsoft.AspNetCore.Mvc.ApiController]
    private sealed class BodyController : ControllerBase
    {
        [HttpPost("/body")]
        [RequireHelpCrunchSignature]
        public string Post(WebhookEvent webhookEvent) => webhookEvent.Id;

        [HttpPost("/both")]
        [RequireHelpCrunchSignature]
        public string Both(VerifiedWebhook webhook, Dictionary<string, JsonElement> body) => $"{webhook.Event.Id} {body["id"]}";
    }

    private sealed class IgnoresAntiforgeryController : Controller
    {
        [HttpPost("/ignores")]
        [RequireHelpCrunchSignature]
        [IgnoreAntiforgeryToken]
        public string? Post(VerifiedWebhook webhook) => webhook.KeyName;
    }

    private sealed class WithoutController : Controller
    {
        [HttpPost("/without")]
        public string? Post(VerifiedWebhook webhook) => webhook.KeyName;
    }

    private sealed class ConventionalController : Controller
    {
        [HttpPost]
        public string? Post(VerifiedWebhook webhook) => webhook.KeyName;
    }
}

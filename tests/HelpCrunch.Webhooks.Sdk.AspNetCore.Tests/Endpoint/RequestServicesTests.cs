namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>Middlewares fill scoped services, such as the tenant. Handlers use the same services.</summary>
public sealed class RequestServicesTests
{
    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Post_MiddlewareSetsAScopedService_HandlersGetIt(ServerKind server)
    {
        List<string?> tenants = [];
        await using var app = await StartAsync(server, tenants, useRequestServices: null);

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);

        tenants.Should().Equal("shop", "shop");
    }

    [Fact]
    public async Task Post_WithoutRequestServices_HandlersGetASeparateScope()
    {
        List<string?> tenants = [];
        await using var app = await StartAsync(ServerKind.TestHost, tenants, useRequestServices: "false");

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);

        tenants.Should().Equal(null, null);
    }

    [Theory]
    [InlineData(null, 200)] // The response is sent before the request's services are disposed.
    [InlineData("false", 500)]
    public async Task Post_ServiceFailsWhenItIsDisposed_FailsTheDeliveryInASeparateScope(string? useRequestServices, int status)
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.Kestrel,
            webhooks => webhooks.AddHandler<ChatRatedEvent, UnitOfWork>((_, _, _) => Task.CompletedTask),
            Settings(useRequestServices),
            builder => builder.Services.AddScoped<UnitOfWork>());

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(status);
    }

    [Fact]
    public async Task Post_ClientDisconnectsWhileHandling_TheServicesLiveUntilTheHandlerEnds()
    {
        var started = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        var disposed = new TaskCompletionSource<bool>();
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.Kestrel,
            webhooks => webhooks.AddHandler<ChatRatedEvent, Tenant>(async (_, tenant, _) =>
            {
                started.SetResult();
                await finish.Task;
                disposed.SetResult(tenant.IsDisposed);
            }),
            configure: builder => builder.Services.AddScoped<Tenant>());
        using var client = new CancellationTokenSource();

        var request = app.Client.SendAsync(ReceiverApp.Request(Bodies.ChatRated()), client.Token);
        await started.Task.WaitAsync(Wait.Long);
        await client.CancelAsync();
        await FluentActions.Awaiting(() => request).Should().ThrowAsync<OperationCanceledException>();
        finish.SetResult();

        (await disposed.Task.WaitAsync(Wait.Long)).Should().BeFalse();
        await app.WaitForLogAsync($"chat.rated {Bodies.Id}: handled.");
        (await app.PostAsync(Bodies.ChatRated(attempts: 1))).Status.Should().Be(200);
    }

    private static Task<ReceiverApp> StartAsync(ServerKind server, List<string?> tenants, string? useRequestServices) => ReceiverApp.StartAsync(
        server,
        webhooks => webhooks
            .AddHandler<ChatRatedEvent, Tenant>((_, tenant, _) =>
            {
                tenants.Add(tenant.Name);
                return Task.CompletedTask;
            })
            .AddHandler<ChatEvent, TenantHandler>(),
        Settings(useRequestServices),
        builder => builder.Services.AddSingleton(tenants).AddScoped<Tenant>(),
        app =>
        {
            app.Use((context, next) =>
            {
                context.RequestServices.GetRequiredService<Tenant>().Name = "shop";
                return next(context);
            });
            app.MapHelpCrunchWebhooks(ReceiverApp.Path);
        });

    private static Dictionary<string, string?> Settings(string? useRequestServices) => new()
    {
        ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key",
        ["HelpCrunch:UseRequestServices"] = useRequestServices,
    };

    private sealed class Tenant : IDisposable
    {
        public string? Name { get; set; }

        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class TenantHandler(Tenant tenant, List<string?> tenants) : IWebhookEventHandler<ChatEvent>
    {
        public Task HandleAsync(ChatEvent webhookEvent, CancellationToken cancellationToken)
        {
            tenants.Add(tenant.Name);
            return Task.CompletedTask;
        }
    }

    private sealed class UnitOfWork : IDisposable
    {
        public void Dispose() => throw new IOException("The database is down.");
    }
}

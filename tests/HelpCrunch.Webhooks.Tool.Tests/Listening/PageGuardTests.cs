using System.Net;
using System.Text;

namespace HelpCrunch.Webhooks.Tool.Tests.Listening;

public class PageGuardTests
{
    private const string WrongHost = "The page is shown only at localhost, or at the address that helpcrunch-webhooks listen is bound to.";
    private const string Proxy = "The page is not shown through a tunnel or a proxy. Open it on the machine that runs helpcrunch-webhooks listen.";
    private const string OtherSite = "The page does not respond to requests of other websites.";
    private const string WrongToken = "The token is missing or belongs to an earlier run. Reload the page.";

    private const string NoCookie = "Open the address of the page that helpcrunch-webhooks listen printed. It contains the key of this run.";
    private const string WrongKey = "The key belongs to another run. Open the address of the page that helpcrunch-webhooks listen printed.";

    private static readonly string[] Pages = ["/", "/_listen/events", "/_listen/deliveries/1", "/_listen/deliveries/1/curl", "/_listen/deliveries/1/redacted"];

    [Theory]
    [InlineData("Host", "evil.example", WrongHost)]
    [InlineData("Host", "localhost.evil.example", WrongHost)]
    [InlineData("Host", "192.0.2.1", WrongHost)]
    [InlineData("X-Forwarded-For", "192.0.2.1", Proxy)]
    [InlineData("X-Forwarded-Host", "tunnel.example", Proxy)]
    [InlineData("CF-Connecting-IP", "192.0.2.1", Proxy)]
    [InlineData("Forwarded", "for=192.0.2.1", Proxy)]
    [InlineData("Origin", "https://evil.example", OtherSite)]
    [InlineData("Origin", "null", OtherSite)]
    [InlineData("Sec-Fetch-Site", "cross-site", OtherSite)]
    [InlineData("Sec-Fetch-Site", "same-site", OtherSite)]
    public async Task Get_FromElsewhere_Is403(string header, string value, string reason)
    {
        await using var listener = await Listener.StartAsync();
        using var _ = await listener.SendAsync(Bodies.Message);

        foreach (var page in Pages)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, page);
            request.Headers.TryAddWithoutValidation(header, value);
            using var response = await listener.Client.SendAsync(request);

            response.StatusCode.Should().Be(HttpStatusCode.Forbidden, page);
            (await response.Content.ReadAsStringAsync()).Should().Be(reason);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("helpcrunch-webhooks-listen-{port}=")]
    [InlineData("helpcrunch-webhooks-listen-{port}=0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Get_WithoutCookieOfThisRun_Is403(string? cookie)
    {
        await using var listener = await Listener.StartWithoutSignInAsync();
        using var sent = await listener.SendAsync(Bodies.Message);
        if (cookie is not null)
        {
            listener.Client.DefaultRequestHeaders.Add("Cookie", cookie.Replace("{port}", $"{listener.Server.Address.Port}", StringComparison.Ordinal));
        }

        foreach (var page in Pages)
        {
            // As a raw TCP tunnel sends it: from this machine, without headers of a proxy.
            using var request = new HttpRequestMessage(HttpMethod.Get, page) { Headers = { Host = "localhost" } };
            using var response = await listener.Client.SendAsync(request);

            response.StatusCode.Should().Be(HttpStatusCode.Forbidden, page);
            (await response.Content.ReadAsStringAsync()).Should().Be(NoCookie);
        }
    }

    [Fact]
    public async Task Post_WithoutCookie_Is403()
    {
        await using var listener = await Listener.StartWithoutSignInAsync();

        using var response = await listener.PostAsync("/_listen/resend-waiting", "token");

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await response.Content.ReadAsStringAsync()).Should().Be(NoCookie);
    }

    [Fact]
    public async Task Get_Key_SetsACookieThatScriptsAndOtherSitesDoNotGet()
    {
        await using var listener = await Listener.StartWithoutSignInAsync();
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });

        using var response = await client.GetAsync(listener.Server.PageAddress);

        response.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        response.Headers.Location.Should().Be(new Uri("/", UriKind.Relative));
        response.Headers.GetValues("Set-Cookie").Should().ContainSingle()
            .Which.Should().MatchRegex($"^helpcrunch-webhooks-listen-{listener.Server.Address.Port}=[0-9A-F]{{64}}; path=/; samesite=strict; httponly$");
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Get_WrongKey_Is403WithoutCookie(string key)
    {
        await using var listener = await Listener.StartWithoutSignInAsync();

        using var response = await listener.Client.GetAsync(new Uri($"/?key={key}", UriKind.Relative));

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await response.Content.ReadAsStringAsync()).Should().Be(WrongKey);
        response.Headers.Contains("Set-Cookie").Should().BeFalse();
    }

    [Fact]
    public async Task Get_KeyThroughAProxy_Is403()
    {
        await using var listener = await Listener.StartWithoutSignInAsync();
        listener.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");

        using var response = await listener.Client.GetAsync(listener.Server.PageAddress);

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:1")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task Get_OwnHost_Is200(string host)
    {
        await using var listener = await Listener.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = host;

        using var response = await listener.Client.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Receive_HostOfATunnel_IsReceived()
    {
        await using var listener = await Listener.StartAsync();
        listener.Client.DefaultRequestHeaders.Host = "tunnel.example";
        listener.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");

        using var response = await listener.SendAsync(Bodies.Message);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Post_WrongToken_Is403AndDoesNotSend(string? token)
    {
        await using var app = await TestApp.StartAsync();
        await using var listener = await Listener.StartAsync(new HelpCrunch.Webhooks.Tool.Listening.ListenOptions { ForwardTo = app.Url });
        using var sent = await listener.SendAsync(Bodies.Message);

        foreach (var path in new[] { "/_listen/deliveries/1/resend", "/_listen/resend-waiting" })
        {
            using var response = await listener.PostAsync(path, token);
            response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
            (await response.Content.ReadAsStringAsync()).Should().Be(WrongToken);
        }

        app.Received.Should().ContainSingle();
    }

    [Fact]
    public async Task Post_TokenOfAnotherRun_Is403()
    {
        await using var other = await Listener.StartAsync();
        await using var listener = await Listener.StartAsync();

        using var response = await listener.PostAsync("/_listen/resend-waiting", await other.GetTokenAsync());

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Post_PathOfThePage_IsNotADelivery()
    {
        await using var listener = await Listener.StartAsync();

        using var response = await listener.SendAsync(Encoding.UTF8.GetBytes(Bodies.Message), null, "/_listen/anything");

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        listener.Server.List.GetChanges(0).Counts.Received.Should().Be(0);
    }

    [Fact]
    public async Task Get_Page_HasStrictHeadersAndNoOtherAddresses()
    {
        await using var listener = await Listener.StartAsync();

        using var response = await listener.Client.GetAsync(new Uri("/", UriKind.Relative));
        var html = await response.Content.ReadAsStringAsync();

        var nonce = html.Split("<script nonce=\"")[1].Split('"')[0];
        response.Headers.GetValues("Content-Security-Policy").Should().Equal(
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        response.Headers.GetValues("Cross-Origin-Resource-Policy").Should().Equal("same-origin");
        html.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal).Should().NotContain("//www.").And.NotContain("https://")
            .And.NotContain("innerHTML").And.NotContain("{nonce}").And.NotContain("{token}");
    }
}

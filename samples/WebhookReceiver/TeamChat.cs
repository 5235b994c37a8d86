using System.Net.Mime;
using System.Text;
using System.Text.Json.Nodes;

namespace WebhookReceiverSample;

/// <summary>The team's chat: an incoming webhook of Slack, or of another service that accepts <c>{"text": …}</c>, at the address <c>TeamChat:Url</c>.</summary>
internal sealed class TeamChat(HttpClient http, IConfiguration configuration, ILogger<TeamChat> logger)
{
    public async Task SayAsync(string text, CancellationToken cancellationToken)
    {
        if (configuration["TeamChat:Url"] is not { Length: > 0 } url)
        {
            logger.LogUntold(text);
            return;
        }

        using var content = new StringContent(new JsonObject { ["text"] = text }.ToJsonString(), Encoding.UTF8, MediaTypeNames.Application.Json);
        using var response = await http.PostAsync(new Uri(url), content, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}

using HelpCrunch.Webhooks.Sdk;
using HelpCrunch.Webhooks.Tool.Output;

namespace ParseWebhook;

/// <summary>Lines with a label on the left and a text on the right. A null text has no line.</summary>
internal sealed class Page(TextWriter output)
{
    private const string Margin = "                  ";

    public void Write(string source, WebhookEvent webhookEvent, string? signature = null)
    {
        Title(DeliveryText.Title(webhookEvent));
        foreach (var section in DeliveryText.Sections(webhookEvent, source, signature))
        {
            Section(section.Label, section.Lines);
        }

        output.WriteLine();
    }

    private void Title(string text) => output.WriteLine(PrintableText.Replace(text));

    private void Section(string label, IEnumerable<string?> texts)
    {
        var left = $"  {label}".PadRight(Margin.Length);
        foreach (var line in texts.OfType<string>().SelectMany(text => text.ReplaceLineEndings("\n  ").Split('\n')))
        {
            output.WriteLine((left + PrintableText.Replace(line)).TrimEnd());
            left = Margin;
        }
    }
}

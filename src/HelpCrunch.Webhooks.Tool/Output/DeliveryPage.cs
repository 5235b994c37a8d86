using Spectre.Console;

namespace HelpCrunch.Webhooks.Tool.Output;

/// <summary>Writes a delivery: labels on the left and texts on the right.</summary>
internal static class DeliveryPage
{
    private const string Margin = "                  ";

    private static readonly Style TitleStyle = new(foreground: Color.Aqua, decoration: Decoration.Bold);
    private static readonly Style LabelStyle = new(decoration: Decoration.Dim);
    private static readonly Style DriftStyle = new(foreground: Color.Yellow);

    public static void Write(IAnsiConsole console, string source, WebhookEvent webhookEvent)
    {
        console.PrintLine(DeliveryText.Title(webhookEvent), TitleStyle);
        foreach (var section in DeliveryText.Sections(webhookEvent, source))
        {
            WriteSection(console, section, webhookEvent);
        }

        console.Profile.Out.Writer.WriteLine();
    }

    private static void WriteSection(IAnsiConsole console, DeliverySection section, WebhookEvent webhookEvent)
    {
        Style? style = section.Label == "drift" && webhookEvent.GetDrift().Count > 0 ? DriftStyle : default(Style?);
        var label = $"  {section.Label}".PadRight(Margin.Length);
        foreach (var line in section.Lines.OfType<string>().SelectMany(text => text.ReplaceLineEndings("\n  ").Split('\n')))
        {
            if (line.Length > 0 || label != Margin)
            {
                console.Print(line.Length == 0 ? label.TrimEnd() : label, LabelStyle);
            }

            console.PrintLine(line, style);
            label = Margin;
        }
    }
}

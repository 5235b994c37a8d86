using Spectre.Console;

namespace HelpCrunch.Webhooks.Tool.Output;

/// <summary>Writes text that is not markup. A control character, with which a customer's text could control the terminal, becomes U+FFFD.</summary>
internal static class ConsoleExtensions
{
    public static void PrintLine(this IAnsiConsole console, string text, Style? style = null)
    {
        console.Print(text, style);
        console.Profile.Out.Writer.WriteLine();
    }

    public static void Print(this IAnsiConsole console, string text, Style? style = null)
    {
        var printable = PrintableText.Replace(text);
        if (style is null || !console.Profile.Capabilities.Ansi)
        {
            console.Profile.Out.Writer.Write(printable);
        }
        else
        {
            console.Write(new Segments(printable, style.Value));
        }
    }

    /// <summary>A text with a style that is not wrapped: the terminal wraps it, so it can be copied.</summary>
    private sealed class Segments(string text, Style style) : Spectre.Console.Rendering.IRenderable
    {
        public Spectre.Console.Rendering.Measurement Measure(Spectre.Console.Rendering.RenderOptions options, int maxWidth) => new(0, maxWidth);

        public IEnumerable<Spectre.Console.Rendering.Segment> Render(Spectre.Console.Rendering.RenderOptions options, int maxWidth) =>
            [new Spectre.Console.Rendering.Segment(text, style)];
    }
}

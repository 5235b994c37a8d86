using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpCrunch.Webhooks.Tool.Listening.Terminal;

/// <summary>
/// A text that stays on one line: it is cut off where the column ends. A Text with an ellipsis asks for its whole width, so that the last columns
/// would not fit.
/// </summary>
internal sealed class SingleLine(string text, Style style) : IRenderable
{
    private const int MinWidth = 4;

    private readonly Segment _segment = new(text, style);

    public Measurement Measure(RenderOptions options, int maxWidth)
    {
        var width = Math.Min(_segment.CellCount(), maxWidth);
        return new Measurement(Math.Min(MinWidth, width), width);
    }

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => Segment.SplitOverflow(_segment, Overflow.Ellipsis, maxWidth);
}

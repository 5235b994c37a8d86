namespace ParseWebhook;

/// <summary>Labels on the left, text on the right; what is not there (null) takes no line.</summary>
internal sealed class Page(TextWriter output)
{
    private const string Margin = "                  ";

    public void Title(string text) => output.WriteLine(Printable(text));

    public void Section(string label, IEnumerable<string?> texts)
    {
        var left = $"  {label}".PadRight(Margin.Length);
        foreach (var line in texts.OfType<string>().SelectMany(text => text.ReplaceLineEndings("\n  ").Split('\n')))
        {
            output.WriteLine((left + Printable(line)).TrimEnd());
            left = Margin;
        }
    }

    public void End() => output.WriteLine();

    /// <summary>Without the control characters by which a customer's text could command the terminal.</summary>
    private static string Printable(string text) => string.Concat(text.Select(character => char.IsControl(character) ? '�' : character));
}

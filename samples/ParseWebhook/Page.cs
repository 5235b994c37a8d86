namespace ParseWebhook;

/// <summary>Lines with a label on the left and a text on the right. A null text has no line.</summary>
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

    /// <summary>Removes control characters, with which a customer's text could control the terminal.</summary>
    private static string Printable(string text) => string.Concat(text.Select(character => char.IsControl(character) ? '�' : character));
}

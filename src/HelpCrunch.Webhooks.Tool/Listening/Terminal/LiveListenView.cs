using HelpCrunch.Webhooks.Tool.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpCrunch.Webhooks.Tool.Listening.Terminal;

/// <summary>Shows the last deliveries as a table that updates itself, with the counts and the keys below it.</summary>
/// <param name="draw">Replaces what the terminal shows.</param>
/// <param name="console">The terminal, whose size limits the table.</param>
/// <param name="inspector">Explains invalid signatures.</param>
/// <param name="isForwarding">Whether deliveries are sent to the app.</param>
internal sealed class LiveListenView(Action<IRenderable> draw, IAnsiConsole console, DeliveryInspector inspector, bool isForwarding) : IListenView
{
    private const int MinWidthForIds = 72;
    private const int MinWidthForTimes = 60;

    private readonly SortedDictionary<long, ReceivedDelivery> _last = [];
    private string? _advice;

    public void Show(ListChanges changes)
    {
        var limit = console.Profile.Height;
        foreach (var delivery in changes.Deliveries.TakeLast(limit))
        {
            _last[delivery.Number] = delivery;
        }

        while (_last.Count > 0 && (_last.Count > limit || _last.First().Key < changes.FirstNumber))
        {
            _last.Remove(_last.First().Key);
        }

        // To find the reason takes time, so only the last rejection of a batch is explained.
        if (changes.Deliveries.LastOrDefault(delivery => delivery.Inspection.HasInvalidSignature) is { } rejected)
        {
            _advice = inspector.Explain(rejected) is { } advice ? $"#{rejected.Number}: {advice}" : null;
        }

        draw(Render(changes));
    }

    private Rows Render(ListChanges changes)
    {
        List<IRenderable> lines = [new Text(""), new Text(DeliveryLine.Counts(changes.Counts)), new Text(_advice ?? "", Color.Yellow)];
        if (changes.SaveError is { } error)
        {
            lines.Add(new Text(PrintableText.Replace(error), Color.Red));
        }

        lines.Add(new Text(isForwarding ? "r send the waiting deliveries again · Ctrl+C stop" : "Ctrl+C stop", Color.Grey));
        var footer = new Rows(lines);
        var linesLeft = console.Profile.Height - Segment.SplitLines(((IRenderable)footer).Render(RenderOptions.Create(console), console.Profile.Width)).Count - 2;
        return new Rows(CreateTable(Math.Max(1, linesLeft)), footer);
    }

    private Table CreateTable(int rows)
    {
        (string Name, bool IsShown, Func<ReceivedDelivery, IRenderable> Create)[] columns =
        [
            ("time", console.Profile.Width >= MinWidthForTimes, delivery => new Text(DeliveryLine.Time(delivery), Color.Grey)),
            ("#", true, delivery => new Text($"{delivery.Number}", Color.Grey)),
            ("event", true, delivery => new SingleLine(DeliveryLine.Event(delivery), Color.Default)),
            ("id", console.Profile.Width >= MinWidthForIds, delivery => new SingleLine(DeliveryLine.Id(delivery), Color.Grey)),
            ("status", true, delivery => new SingleLine(DeliveryLine.Status(delivery.Inspection), ColorOf(delivery.Inspection))),
            ("response", isForwarding, delivery => new SingleLine(DeliveryLine.Response(delivery.Forwarding), delivery.Forwarding.IsSuccess ? Color.Green : Color.Yellow)),
        ];
        columns = [.. columns.Where(column => column.IsShown)];
        var table = new Table { Border = TableBorder.None }.Expand();
        foreach (var (name, _, _) in columns)
        {
            table.AddColumn(new TableColumn(new Text(name, Color.Grey)) { NoWrap = name is "time" or "#", Alignment = name == "#" ? Justify.Right : Justify.Left });
        }

        foreach (var delivery in _last.Values.Reverse().Take(rows))
        {
            table.AddRow(columns.Select(column => column.Create(delivery)));
        }

        return table;
    }

    private static Color ColorOf(Inspection inspection) => inspection switch
    {
        { StatusCode: not 200 } => Color.Red,
        { Signature: SignatureStatus.NotVerified } or { Drift.Count: > 0 } => Color.Yellow,
        _ => Color.Green,
    };
}

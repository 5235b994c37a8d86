using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpCrunch.Webhooks.Tool.Listening.Terminal;

/// <summary>Shows the last deliveries as a table that updates itself, with the counts and the keys below it.</summary>
internal sealed class LiveListenView(LiveDisplayContext display, IAnsiConsole console, DeliveryInspector inspector, bool isForwarding) : IListenView
{
    private const int LinesBesideRows = 9;

    private readonly SortedDictionary<long, ReceivedDelivery> _last = [];
    private string? _advice;

    public void Show(ListChanges changes)
    {
        foreach (var delivery in changes.Deliveries.TakeLast(RowCount))
        {
            _last[delivery.Number] = delivery;
        }

        while (_last.Count > 0 && (_last.Count > RowCount || _last.First().Key < changes.FirstNumber))
        {
            _last.Remove(_last.First().Key);
        }

        // To find the reason takes time, so only the last rejection of a batch is explained.
        if (changes.Deliveries.LastOrDefault(delivery => delivery.Inspection.HasInvalidSignature) is { } rejected)
        {
            _advice = inspector.Explain(rejected) is { } advice ? $"#{rejected.Number}: {advice}" : null;
        }

        display.UpdateTarget(Render(changes.Counts));
        display.Refresh();
    }

    private int RowCount => Math.Max(3, console.Profile.Height - LinesBesideRows);

    private Rows Render(DeliveryCounts counts)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = true }.Expand()
            .AddColumn("[grey]time[/]").AddColumn(new TableColumn("[grey]#[/]").RightAligned()).AddColumn("[grey]event[/]").AddColumn("[grey]id[/]").AddColumn("[grey]status[/]");
        if (isForwarding)
        {
            table.AddColumn("[grey]response[/]");
        }

        foreach (var delivery in _last.Values.Reverse())
        {
            List<IRenderable> cells =
            [
                new Text(DeliveryLine.Time(delivery), Color.Grey),
                new Text($"{delivery.Number}", Color.Grey),
                new Text(DeliveryLine.Event(delivery)).Ellipsis(),
                new Text(DeliveryLine.Id(delivery), Color.Grey).Ellipsis(),
                new Text(DeliveryLine.Status(delivery.Inspection), ColorOf(delivery.Inspection)).Ellipsis(),
            ];
            if (isForwarding)
            {
                cells.Add(new Text(DeliveryLine.Response(delivery.Forwarding), delivery.Forwarding is { IsSuccess: true } ? Color.Green : Color.Yellow).Ellipsis());
            }

            table.AddRow(cells);
        }

        return new Rows(
            table,
            new Text(""),
            new Text(DeliveryLine.Counts(counts)),
            new Text(_advice ?? "", Color.Yellow),
            new Text(isForwarding ? "r send the waiting deliveries again · Ctrl+C stop" : "Ctrl+C stop", Color.Grey));
    }

    private static Color ColorOf(Inspection inspection) => inspection switch
    {
        { StatusCode: not 200 } => Color.Red,
        { Signature: SignatureStatus.NotVerified } or { Drift.Count: > 0 } => Color.Yellow,
        _ => Color.Green,
    };
}

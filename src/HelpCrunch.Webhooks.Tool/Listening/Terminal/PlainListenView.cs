using HelpCrunch.Webhooks.Tool.Output;
using Spectre.Console;

namespace HelpCrunch.Webhooks.Tool.Listening.Terminal;

/// <summary>Prints a line for each delivery, one more when the app responds later, and one when deliveries could not be saved. For output that is piped or not a terminal.</summary>
internal sealed class PlainListenView(IAnsiConsole console, DeliveryInspector inspector) : IListenView
{
    private long _lastPrinted;
    private long _notSaved;
    private readonly HashSet<long> _sending = [];

    public void Show(ListChanges changes)
    {
        if (changes.FirstNumber > _lastPrinted + 1)
        {
            Write($"Deliveries #{_lastPrinted + 1} to #{changes.FirstNumber - 1} left the list before they were printed. They are counted.");
            _lastPrinted = changes.FirstNumber - 1;
        }

        var explained = false;
        foreach (var delivery in changes.Deliveries)
        {
            var isNew = delivery.Number > _lastPrinted;
            _lastPrinted = Math.Max(_lastPrinted, delivery.Number);
            if (delivery.Forwarding.Status is ForwardingStatus.Sending)
            {
                _sending.Add(delivery.Number);
                continue;
            }

            if (!_sending.Remove(delivery.Number) && !isNew)
            {
                continue;
            }

            Write(DeliveryLine.Plain(delivery));
            if (!explained && inspector.Explain(delivery) is { } advice)
            {
                // To find the reason takes time, so only the first rejection of a batch is explained.
                explained = true;
                Write($"    {advice}");
            }
        }

        _sending.RemoveWhere(number => number < changes.FirstNumber);
        if (changes.Counts.NotSaved > _notSaved)
        {
            _notSaved = changes.Counts.NotSaved;
            Write(PrintableText.Replace(changes.SaveError!));
        }
    }

    private void Write(string line) => console.Profile.Out.Writer.WriteLine(line);
}

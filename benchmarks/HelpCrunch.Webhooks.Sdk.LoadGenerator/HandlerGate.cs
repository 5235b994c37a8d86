namespace HelpCrunch.Webhooks.Sdk.LoadGenerator;

/// <summary>Lets handlers wait, so that only the acceptance of deliveries is measured.</summary>
public sealed class HandlerGate
{
    private volatile TaskCompletionSource _open = new();

    public HandlerGate() => _open.SetResult();

    public Task WaitAsync() => _open.Task;

    public void Open() => _open.TrySetResult();

    public void Close() => _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

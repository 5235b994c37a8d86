using System.Collections.Concurrent;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>The logs of an app, with their scopes.</summary>
internal sealed class CapturedLogs : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<LogEntry> _entries = new();
    private IExternalScopeProvider? _scopes;

    public IReadOnlyList<LogEntry> All => [.. _entries];

    /// <summary>Raised after each log.</summary>
    public event Action? Logged;

    /// <summary>The logs of the SDK.</summary>
    public IReadOnlyList<LogEntry> FromSdk => [.. _entries.Where(entry => entry.Category == HelpCrunchWebhooksTelemetry.LogCategory)];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(CapturedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logs._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            List<string> scopes = [];
            logs._scopes?.ForEachScope(
                (scope, list) => list.Add(scope is IEnumerable<KeyValuePair<string, object?>> pairs
                    ? string.Join(", ", pairs.Select(pair => $"{pair.Key}={pair.Value}"))
                    : $"{scope}"),
                scopes);
            logs._entries.Enqueue(new LogEntry(category, logLevel, eventId, formatter(state, exception), exception, scopes));
            logs.Logged?.Invoke();
        }
    }
}

using System.Text;
using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>The texts of the logs, including their scopes.</summary>
internal sealed class LogText : ILoggerProvider, ILogger
{
    private readonly StringBuilder _text = new();

    /// <summary>Returns the logs since the last call.</summary>
    public string Take()
    {
        var text = _text.ToString();
        _text.Clear();
        return text;
    }

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _text.Append(state).AppendLine();
        return null;
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _text.Append(formatter(state, exception)).Append(exception).AppendLine();

    public void Dispose()
    {
    }
}

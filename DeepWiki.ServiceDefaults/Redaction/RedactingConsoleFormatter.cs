using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace DeepWiki.ServiceDefaults.Redaction;

/// <summary>Writes what another formatter writes, redacted. Which one it is, <c>Logging:Console:Redacted</c> says: <c>simple</c> without it.</summary>
internal sealed class RedactingConsoleFormatter(IServiceProvider services, IConfiguration configuration, TextRedactor redactor)
    : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "redacted";

    // Looked up late: this formatter is one of those it chooses from.
    private readonly Lazy<ConsoleFormatter> inner = new(() => Find(services, configuration["Logging:Console:Redacted"] ?? ConsoleFormatterNames.Simple));

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        using var text = new StringWriter();
        inner.Value.Write(logEntry, scopeProvider, text);
        textWriter.Write(redactor.Redact(text.ToString()));
    }

    private static ConsoleFormatter Find(IServiceProvider services, string name)
    {
        var formatters = services.GetServices<ConsoleFormatter>().Where(formatter => formatter is not RedactingConsoleFormatter).ToList();
        return formatters.Find(formatter => formatter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? formatters.Find(formatter => formatter.Name == ConsoleFormatterNames.Simple)
            ?? throw new InvalidOperationException("The console has no formatter.");
    }
}

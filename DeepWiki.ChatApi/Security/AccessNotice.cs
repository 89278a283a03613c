namespace DeepWiki.ChatApi.Security;

/// <summary>Says at the start who may use the service, since a refusal on another machine is a long way from the option that causes it.</summary>
internal sealed partial class AccessNotice(
    AnonymousPolicy anonymous, ApiKeys keys, IHostApplicationLifetime lifetime, ILogger<AccessNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Say);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Say()
    {
        if (anonymous.Use != AnonymousUse.Full && !keys.Any)
        {
            LogNobodyMayAsk(anonymous.Use);
        }
        else
        {
            LogAccess(anonymous.Use);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Anonymous access: {Use}")]
    private partial void LogAccess(AnonymousUse use);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Anonymous access: {Use}. No API keys are set, so nobody can ask. Set Security:ApiKeys, or Security:Anonymous to full")]
    private partial void LogNobodyMayAsk(AnonymousUse use);
}

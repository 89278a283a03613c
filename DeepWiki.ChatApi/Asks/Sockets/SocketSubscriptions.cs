using DeepWiki.ChatApi.Jobs;
using DeepWiki.ChatApi.Wikis;
using DeepWiki.ChatApi.Wikis.Events;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Asks.Sockets;

/// <summary>Opens what a socket can subscribe to.</summary>
internal sealed class SocketSubscriptions(JobAccess jobs, JobFeed jobFeed, WikiAccess wikis, WikiFeed wikiFeed)
{
    /// <summary>The feed of a topic, which ends when there is nothing more to tell.</summary>
    /// <exception cref="DeepWikiException">
    /// <see cref="ErrorCode.InvalidFrame"/>, or <see cref="ErrorCode.NotFound"/> for what is not there or not for them.
    /// </exception>
    public async Task<Func<SubscriptionReader, CancellationToken, Task>> OpenAsync(
        string? topic, string? target, Secret? token, CancellationToken cancellationToken)
    {
        switch (topic)
        {
            case "job" when target is not null:
                var job = await jobs.OpenAsync(target, token, cancellationToken);
                return (sink, stop) => jobFeed.RunAsync(sink, job.Id, stop);
            case "wiki" when target is not null:
                await wikis.OpenAsync(target, token, cancellationToken);
                return (sink, stop) => wikiFeed.RunAsync(sink, target, token, stop);
            default:
                throw new DeepWikiException(ErrorCode.InvalidFrame, "topic must be job or wiki, and target the id of one.");
        }
    }
}

using DeepWiki.ChatApi.Chat;
using DeepWiki.ChatApi.Http.Bodies;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Asks.Sockets;

/// <summary>Limits, memory and life of the service, as sockets see them.</summary>
internal sealed class SocketEnvironment(
    AskRegistry registry, ChatCapacity capacity, ChatDrain drain, IOptions<ChatLimits> limits, TimeProvider time, ILogger<SocketSession> logger)
{
    public string Replica => registry.Replica;

    public ChatCapacity Capacity => capacity;

    public ChatDrain Drain => drain;

    public ChatLimits Limits => limits.Value;

    public TimeProvider Time => time;

    public ILogger Logger => logger;
}

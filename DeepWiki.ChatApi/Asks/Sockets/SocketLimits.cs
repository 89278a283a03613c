using DeepWiki.ChatApi.Asks.Requests;

namespace DeepWiki.ChatApi.Asks.Sockets;

/// <summary>Limits of one typed socket.</summary>
/// <param name="FrameBytes">Longest frame of a client.</param>
/// <param name="Asks">Asks that may be attached at once.</param>
/// <param name="Subscriptions">Subscriptions at once.</param>
/// <param name="QuestionChars">Longest question.</param>
/// <param name="FramesPerSecond">Frames that a client may send in a second; far more for ten seconds closes the socket.</param>
internal sealed record SocketLimits(int FrameBytes, int Asks, int Subscriptions, int QuestionChars, int FramesPerSecond)
{
    public static SocketLimits Default { get; } = new(1024 * 1024, 8, 16, AskOrders.MaxQuestion, 50);
}

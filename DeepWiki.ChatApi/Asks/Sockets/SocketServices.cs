using DeepWiki.ChatApi.Asks.Requests;

namespace DeepWiki.ChatApi.Asks.Sockets;

/// <summary>The services that every typed socket works with.</summary>
internal sealed class SocketServices(
    AskOrders orders, AskStarter starter, AskReaders readers, AskControls controls, SocketSubscriptions subscriptions, SocketEnvironment environment)
{
    public AskOrders Orders => orders;

    public AskStarter Starter => starter;

    public AskReaders Readers => readers;

    public AskControls Controls => controls;

    public SocketSubscriptions Subscriptions => subscriptions;

    public SocketEnvironment Environment => environment;
}

namespace DeepWiki.Tests.Support.Chat;

/// <summary>Tests that share one <see cref="ChatStack"/>.</summary>
[CollectionDefinition(Name)]
public sealed class ChatCollection : ICollectionFixture<ChatStack>
{
    public const string Name = "Chat";
}

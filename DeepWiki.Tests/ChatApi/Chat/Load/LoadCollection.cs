namespace DeepWiki.Tests.ChatApi.Chat.Load;

/// <summary>Tests that take all that the machine has, and so run when nothing else does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LoadCollection : ICollectionFixture<LoadStack>
{
    public const string Name = "Load";
}

namespace DeepWiki.AppHost;

internal static class PublishedAccess
{
    // Deployed, the chat is reached by anybody and answers for a key alone; on the own machine it needs none.
    public static IResourceBuilder<ProjectResource> WithKeyWhenPublished(this IResourceBuilder<ProjectResource> project) =>
        project.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? project.WithEnvironment("Security__ApiKeys__0", project.ApplicationBuilder.AddParameter("chat-api-key", secret: true))
            : project;
}

namespace DeepWiki.AppHost.Hosting.Launchers;

/// <summary>One PostgreSQL of this machine, with the version of its pgvector if it has one.</summary>
internal sealed record PostgresPrograms(string Folder, string Version, Version? Vector)
{
    private static readonly Version OldestVector = new(0, 8);

    public int Major => int.Parse(Version.Split('.')[0]);

    public bool HasVector => Vector >= OldestVector;
}

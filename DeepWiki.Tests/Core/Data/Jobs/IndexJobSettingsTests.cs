using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Repositories;

namespace DeepWiki.Tests.Core.Data.Jobs;

[Trait("Category", "Unit")]
public sealed class IndexJobSettingsTests
{
    private static readonly IndexJobSettings Plain = new("local-256", [], [], [], []);

    [Fact]
    public void Equal_settings_are_one_job_and_one_series()
    {
        var other = new IndexJobSettings("local-256", [], [], [], []);

        Assert.Equal(Plain.Hash(), other.Hash());
        Assert.Equal(Plain.FilterHash(), other.FilterHash());
    }

    [Fact]
    public void Another_branch_is_another_job_of_the_same_series()
    {
        var branch = Plain with { Ref = "next" };

        Assert.NotEqual(Plain.Hash(), branch.Hash());
        Assert.Equal(Plain.FilterHash(), branch.FilterHash());
    }

    [Fact]
    public void Another_list_or_other_defaults_are_another_series()
    {
        Assert.NotEqual(Plain.FilterHash(), (Plain with { ExcludedDirs = ["docs"] }).FilterHash());
        Assert.NotEqual(Plain.FilterHash(), (Plain with { Defaults = new FilterDefaults(["vendor"], []) }).FilterHash());
    }

    [Fact]
    public void What_is_not_given_is_not_stored() =>
        Assert.Equal("""{"profile":"local-256","excludedDirs":[],"excludedFiles":[],"includedDirs":[],"includedFiles":[]}""", Plain.ToJson());

    [Theory]
    [InlineData(JobState.Queued, false)]
    [InlineData(JobState.Running, false)]
    [InlineData(JobState.Succeeded, true)]
    [InlineData(JobState.Failed, true)]
    [InlineData(JobState.Cancelled, true)]
    public void A_job_has_ended_in_three_states(JobState state, bool hasEnded) =>
        Assert.Equal(hasEnded, new JobStatus(1, state, null, 0, null, null, null).HasEnded);
}

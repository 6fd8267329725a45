// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/device_words.h"

#include "ui/time_text.h"

#include <QCoreApplication>

namespace sotto::ui {
namespace {

using Trust = DeviceSnapshot::Trust;

struct DeviceWords {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::DeviceWords)
};

QString platformName(const QString& platform)
{
    if (platform == QLatin1String("linux"))
        return QStringLiteral("Linux");
    if (platform == QLatin1String("windows"))
        return QStringLiteral("Windows");
    if (platform == QLatin1String("macos"))
        return QStringLiteral("macOS");
    return {};
}

}  // namespace

QString deviceName(const DeviceSnapshot& device)
{
    if (!device.label.isEmpty())
        return device.label.string();
    return device.phone ? DeviceWords::tr("Phone or another app")
                        : DeviceWords::tr("Device without a name");
}

QString deviceFacts(const DeviceSnapshot& device, std::int64_t nowMs)
{
    QStringList facts;
    if (const auto platform = platformName(device.platform.string()); !platform.isEmpty())
        facts << platform;
    if (device.firstSeenMs > 0)
        facts << DeviceWords::tr("first seen %1").arg(whenText(device.firstSeenMs, nowMs));
    if (device.lastSeenMs > 0 && !device.thisOne)
        facts << DeviceWords::tr("last seen %1").arg(whenText(device.lastSeenMs, nowMs));
    return facts.join(QStringLiteral(" · "));
}

QString trustWords(const DeviceSnapshot& device)
{
    if (device.thisOne)
        return DeviceWords::tr("This is the device that you are using.");
    switch (device.trust) {
    case Trust::FirstUse:
        return device.isNew ? DeviceWords::tr("New, and not compared yet. Messages go to it.")
                            : DeviceWords::tr("Not compared yet. Messages go to it.");
    case Trust::Compared:
        return DeviceWords::tr("Compared. Messages go to it.");
    case Trust::Listed:
        return DeviceWords::tr("On your clinic's list. Messages go to it.");
    case Trust::Undecided:
        return DeviceWords::tr("Nobody vouches for it yet. Nothing is sent to it.");
    case Trust::Changed:
        return DeviceWords::tr(
            "It shows another key than before. Nothing is sent to it until you compare.");
    case Trust::Refused:
        return DeviceWords::tr("It did not match. Nothing is sent to it.");
    case Trust::Removed:
        return DeviceWords::tr("No longer in use. Nothing is sent to it.");
    }
    return {};
}

Label::Tone trustTone(const DeviceSnapshot& device)
{
    switch (device.trust) {
    case Trust::Compared:
    case Trust::Listed:
        return Label::Tone::Accent;
    case Trust::Changed:
    case Trust::Refused:
        return Label::Tone::Danger;
    case Trust::Undecided:
        return Label::Tone::Caution;
    case Trust::FirstUse:
        return device.isNew ? Label::Tone::Caution : Label::Tone::Secondary;
    case Trust::Removed:
        break;
    }
    return Label::Tone::Secondary;
}

Icon trustIcon(const DeviceSnapshot& device)
{
    switch (device.trust) {
    case Trust::Compared:
    case Trust::Listed:
        return Icon::Shield;
    case Trust::Changed:
    case Trust::Refused:
    case Trust::Undecided:
        return Icon::Warning;
    case Trust::FirstUse:
        return device.isNew ? Icon::Warning : Icon::Key;
    case Trust::Removed:
        break;
    }
    return Icon::Close;
}

QString verdictWords(CodeVerdict verdict)
{
    switch (verdict) {
    case CodeVerdict::Match:
        break;
    case CodeVerdict::NotACode:
        return DeviceWords::tr(
            "That is not a code of this page. Nothing was changed. Scan the picture on the other "
            "screen, or paste its whole text.");
    case CodeVerdict::OtherPeople:
        return DeviceWords::tr(
            "That code is of two other people. Nothing was changed. Ask them to open your name "
            "under Devices.");
    case CodeVerdict::OtherDevice:
        return DeviceWords::tr(
            "That code is of another device of one of you. Nothing was changed. Choose the same "
            "two devices on both screens.");
    case CodeVerdict::OtherKey:
        return DeviceWords::tr(
            "The keys are not the same. Somebody may be reading along. Press \"They do not match\" "
            "and tell your administrator.");
    }
    return {};
}

}  // namespace sotto::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/devices_page.h"

#include "ui/avatar.h"
#include "ui/comparison_dialog.h"
#include "ui/controls.h"
#include "ui/device_card.h"
#include "ui/device_words.h"
#include "ui/entry_list.h"
#include "ui/own_device_dialogs.h"

#include <QListView>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr int kTwoPanes = 640;     // px
constexpr double kUsualLine = 16;  // px: height of a line at the usual text size

/// What asks for a decision first, what is no longer in use last.
int rankOf(const DeviceSnapshot& device)
{
    using Trust = DeviceSnapshot::Trust;
    if (device.thisOne)
        return 0;
    if (device.trust == Trust::Changed)
        return 1;
    if (device.trust == Trust::Removed)
        return 4;
    return device.trust == Trust::Undecided || device.isNew ? 2 : 3;
}

}  // namespace

DevicesPage::DevicesPage(Client& client, const Clock& clock, PictureDecoder* pictures,
                         QWidget* parent)
    : QFrame(parent),
      m_client(client),
      m_clock(clock),
      m_pictures(pictures),
      m_model(nullptr),
      m_list(nullptr),
      m_left(makeSurface("panel", this)),
      m_detail(nullptr),
      m_back(nullptr),
      m_avatar(nullptr),
      m_name(nullptr),
      m_summary(nullptr),
      m_scroll(nullptr)
{
    setObjectName(QStringLiteral("devices"));
    auto* left = new QVBoxLayout(m_left);
    setGrid(*left, 0, 0, 0);
    auto* title = new QHBoxLayout;
    setGrid(*title, 5, 3, 0);
    title->addWidget(new Label(tr("Devices"), TextRole::Title, m_left));
    left->addLayout(title);
    m_list = makeEntryList("devicePeople", &m_model, m_left);
    m_list->setAccessibleName(tr("People"));
    left->addWidget(m_list, 1);
    m_detail = makeDetail();
    auto* layout = new QHBoxLayout(this);
    setGrid(*layout, 0, 0, 0);
    layout->addWidget(m_left);
    layout->addWidget(makeRule(Qt::Vertical, this));
    layout->addWidget(m_detail, 1);

    const auto chosen = [this](const QModelIndex& index) {
        showPerson(index.data(kAddressRole).toString());
    };
    connect(m_list, &QListView::clicked, this, chosen);
    connect(m_list, &QListView::activated, this, chosen);
    connect(&m_client, &Client::selfChanged, this, &DevicesPage::setSelf);
    connect(&m_client, &Client::directoryChanged, this,
            [this](const QList<PersonSnapshot>& people) {
                m_people = people;
                loadPeople();
            });
    connect(&m_client, &Client::devicesChanged, this, &DevicesPage::showDevices);
    connect(&m_client, &Client::comparisonReady, this, &DevicesPage::onComparison);
}

QWidget* DevicesPage::makeDetail()
{
    auto* detail = new QWidget(this);
    auto* header = makeSurface("panel", detail);
    m_back = makeIconButton("devicesBack", Icon::Back, tr("Back to the list"), header);
    m_avatar = new Avatar(36, header);
    m_name = new Label({}, TextRole::Title, header);
    m_name->setObjectName(QStringLiteral("devicesOf"));
    m_name->setMinimumWidth(40);
    m_summary = new Label({}, TextRole::Caption, Label::Tone::Secondary, header);
    m_summary->setObjectName(QStringLiteral("devicesSummary"));
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_name);
    words->addWidget(m_summary);
    auto* row = new QHBoxLayout(header);
    setGrid(*row, 4, 2, 3);
    row->addWidget(m_back);
    row->addWidget(m_avatar);
    row->addLayout(words, 1);
    m_scroll = new QScrollArea(detail);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);  // the cards' buttons take it, and scroll by that
    m_scroll->setAccessibleName(tr("Devices"));
    auto* layout = new QVBoxLayout(detail);
    setGrid(*layout, 0, 0, 0);
    layout->addWidget(header);
    layout->addWidget(makeRule(Qt::Horizontal, detail));
    layout->addWidget(m_scroll, 1);
    connect(m_back, &QToolButton::clicked, this, [this] {
        m_isOpen = false;
        arrange();
        m_list->setFocus(Qt::OtherFocusReason);
    });
    return detail;
}

void DevicesPage::setSelf(const SelfSnapshot& self)
{
    m_self = self;
    loadPeople();
}

/// We first: of no group, so that it sorts before everybody's.
void DevicesPage::loadPeople()
{
    auto all = m_people;
    PersonSnapshot me;
    me.address = m_self.address;
    me.name = SafeText::fromUtf8(nameOf(m_self.address).toStdString(), SafeText::Kind::Name);
    me.presence = Presence::Available;
    all.prepend(me);
    m_model.load(all);
}

QString DevicesPage::nameOf(const QString& address) const
{
    if (address == m_self.address)
        return tr("%1 (you)").arg(m_self.name.isEmpty() ? address : m_self.name.string());
    const auto person = std::ranges::find(m_people, address, &PersonSnapshot::address);
    return person == m_people.end() || person->name.isEmpty() ? address : person->name.string();
}

void DevicesPage::focusList()
{
    choose(m_address.isEmpty() ? m_self.address : m_address);
    m_isOpen = false;
    arrange();
    m_list->setFocus(Qt::ShortcutFocusReason);
}

void DevicesPage::showPerson(const QString& address)
{
    choose(address);
    m_isOpen = true;
    arrange();
}

void DevicesPage::choose(const QString& address)
{
    if (address != m_address)
        begin(address);
    for (int row = 0; row < m_model.rowCount(); ++row)
        if (const auto index = m_model.index(row, 0); index.data(kAddressRole) == address)
            m_list->setCurrentIndex(index);
    m_client.openDevices(address);
}

/// Its devices come by devicesChanged.
void DevicesPage::begin(const QString& address)
{
    m_address = address;
    m_toCompare.reset();
    m_name->setText(nameOf(address));
    m_avatar->setPerson({address, nameOf(address)});
    m_summary->clear();
    m_devices.clear();
    fill({});
}

void DevicesPage::showDevices(const QString& address, const QList<DeviceSnapshot>& devices)
{
    if (address != m_address)
        return;
    m_devices = devices;
    std::ranges::stable_sort(m_devices, {}, rankOf);
    const auto used = std::ranges::count_if(devices, [](const DeviceSnapshot& device) {
        return device.trust != DeviceSnapshot::Trust::Removed;
    });
    m_summary->setText(tr("%n device(s) in use", nullptr, static_cast<int>(used)));
    fill(devices.isEmpty() ? tr("No device is known yet. One appears when they have signed in.")
                           : QString());
}

/// The cards are made anew; who stood on a button of one stands there again.
void DevicesPage::fill(const QString& words)
{
    const auto* const focus = m_cards ? m_cards->focusWidget() : nullptr;
    const bool hadFocus = focus && focus->hasFocus();
    const auto button = hadFocus ? focus->objectName() : QString();
    const auto card = hadFocus ? focus->parentWidget()->objectName() : QString();
    if (auto* const old = m_scroll->takeWidget())
        old->deleteLater();  // we may be inside a signal of one of its buttons
    m_cards = new QWidget(m_scroll);
    m_cards->setObjectName(QStringLiteral("pageBody"));
    auto* layout = new QVBoxLayout(m_cards);
    setGrid(*layout, 6, 4, 3);
    for (const auto& device : m_devices)
        addCard(device);
    if (!words.isEmpty())
        layout->addWidget(
            (new Label(words, TextRole::Body, Label::Tone::Secondary, m_cards))->wrapped());
    layout->addStretch(1);
    m_scroll->setWidget(m_cards);
    const auto* const same = m_cards->findChild<QWidget*>(card);
    auto* const again = same ? same->findChild<QWidget*>(button) : nullptr;
    if (hadFocus)
        (again ? again : m_list)->setFocus(Qt::OtherFocusReason);
}

void DevicesPage::addCard(const DeviceSnapshot& device)
{
    auto* card = new DeviceCard(device, toMs(m_clock.wallNow()), m_cards);
    m_cards->layout()->addWidget(card);
    connect(card, &DeviceCard::compareWanted, this, &DevicesPage::compare);
    connect(card, &DeviceCard::acceptWanted, this, [this](const DeviceSnapshot& one) {
        m_client.acceptKey(m_address, one.id, one.keyDigest);
    });
    connect(card, &DeviceCard::withdrawWanted, this,
            [this](const DeviceSnapshot& one) { m_client.withdrawComparison(m_address, one.id); });
    connect(card, &DeviceCard::renameWanted, this, [this](const DeviceSnapshot& one) {
        (new RenameDeviceDialog(m_client, one, this))->open();
    });
    connect(card, &DeviceCard::removeWanted, this, [this](const DeviceSnapshot& one) {
        (new RemoveDeviceDialog(m_client, one, this))->open();
    });
}

void DevicesPage::compare(const DeviceSnapshot& device)
{
    m_toCompare = device.id;
    m_client.openComparison(m_address, device.id);
}

const DeviceSnapshot* DevicesPage::find(quint32 id) const
{
    const auto found = std::ranges::find(m_devices, id, &DeviceSnapshot::id);
    return found == m_devices.end() ? nullptr : &*found;
}

void DevicesPage::onComparison(const ComparisonSnapshot& comparison)
{
    const auto* device = find(comparison.device);
    if (comparison.address != m_address || m_toCompare != comparison.device || !device)
        return;
    m_toCompare.reset();
    (new ComparisonDialog(m_client, comparison, {nameOf(m_address), *device}, m_pictures, this))
        ->open();
}

void DevicesPage::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    arrange();
}

void DevicesPage::arrange()
{
    const double scale = std::max(1.0, fontMetrics().height() / kUsualLine);
    const bool onePane = width() / scale < kTwoPanes;
    m_left->setVisible(!onePane || !m_isOpen);
    m_detail->setVisible(!onePane || m_isOpen);
    m_back->setVisible(onePane);
    m_left->setMaximumWidth(onePane ? QWIDGETSIZE_MAX : static_cast<int>(280 * scale));
    m_left->setMinimumWidth(onePane ? 0 : static_cast<int>(240 * scale));
}

}  // namespace sotto::ui
